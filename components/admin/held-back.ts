import type { EndpointView } from '@/lib/delivery/endpoint-model';

type HeldBack = 'paused' | 'OPEN' | 'HALF_OPEN';

/** Why an endpoint gets no calls just now, or only probes; null when they leave at its rate. */
export function heldBack({ paused, breaker }: Pick<EndpointView, 'paused' | 'breaker'>): HeldBack | null {
  if (paused) return 'paused';
  return breaker.state === 'CLOSED' ? null : breaker.state;
}
