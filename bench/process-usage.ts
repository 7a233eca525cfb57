import { readFileSync } from 'node:fs';
import { childPids } from '../lib/shared/processes.mjs';

/** Linux counts processors' time for /proc in hundredths of a second. */
const tickMs = 10;

/** Processor time that a process has used so far, and those it started: the ones that live, and the ones that have ended. Linux only. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field, the name, may hold spaces. Fields 14 to 17 are user and system time, its own and its dead children's.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0);
  return ticks * tickMs + childPids(pid).reduce((total, child) => total + cpuMs(child), 0);
}

/** Memory that a process holds at this moment, in MB. Linux only. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
