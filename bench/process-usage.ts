import { readFileSync } from 'node:fs';
import { childPids } from '../lib/shared/processes.mjs';

/** Linux counts processors' time for /proc in hundredths of a second. */
const tickMs = 10;

/** Processor time that a process has used so far, and those it started: the ones that live, and the ones that have ended. Linux only. */
export function cpuMs(pid: number): number {
  const stat = statOf(pid);
  // The second field, the name, may hold spaces. Fields 14 to 17 are user and system time, its own and its dead children's.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0);
  return ticks * tickMs + childPids(pid).reduce((total, child) => total + cpuMs(child), 0);
}

/** All zeros for one that has ended since it was listed: its parent counts it from then on. */
function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return `0 (ended) Z${' 0'.repeat(20)}`;
  }
}

/** Memory that a process holds at this moment, in MB. Linux only. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
