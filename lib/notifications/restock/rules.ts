import { later } from '@/lib/shared/clock';
import { wavePauseMs, waveSizeMax } from './model';

/** Twice as many as there are units: not everybody who is told buys, and not everybody who buys was told. */
export function waveSize(availableUnits: number): number {
  return Math.min(2 * availableUnits, waveSizeMax);
}

/** When the next wave may begin; those who were told have so long before others come. */
export function nextWaveAt(lastEndedAt: Date): Date {
  return later(lastEndedAt, wavePauseMs);
}
