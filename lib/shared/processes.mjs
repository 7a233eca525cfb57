import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

/**
 * The command line and start time of a process, or undefined when it is gone (or dead and not yet reaped).
 * Pids are reused, so a recorded pid counts only together with these.
 *
 * @param {number} pid
 * @returns {{ command: string, startedAt: string } | undefined}
 */
export function describeProcess(pid) {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const fields = statFields(pid);
      return fields[0] === 'Z' ? undefined : { command, startedAt: fields[19] ?? '' };
    }
    const answer = execFileSync('ps', ['-p', String(pid), '-o', 'lstart=,command='], { encoding: 'utf8' }).trim();
    // lstart is five words: "Mon Jan  2 15:04:05 2026".
    const words = answer.split(/\s+/);
    return { command: words.slice(5).join(' '), startedAt: words.slice(0, 5).join(' ') };
  } catch {
    return undefined;
  }
}

/**
 * The processes that a process started and that are still there.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function childPids(pid) {
  if (process.platform !== 'linux') {
    const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return rows
      .map((row) => row.trim().split(/\s+/).map(Number))
      .flatMap(([child = 0, parent]) => (parent === pid ? child : []));
  }
  return allPids().filter((child) => readStat(child)?.[1] === String(pid));
}

/**
 * Sends each signal in turn until the process is gone.
 *
 * @param {number} pid
 * @param {Array<{ signal: NodeJS.Signals, waitMs: number }>} escalation
 * @param {{ group?: boolean }} [options] `group` signals the whole process group that `pid` leads.
 * @returns {Promise<boolean>} whether it is gone
 */
export async function endProcess(pid, escalation, { group = false } = {}) {
  const gone = group ? () => !isGroupAlive(pid) : () => !isAlive(pid);
  for (const { signal, waitMs } of escalation) {
    try {
      process.kill(group ? -pid : pid, signal);
    } catch {
      if (gone()) return true;
    }
    if (await waitUntil(gone, waitMs)) return true;
  }
  return gone();
}

/**
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} waitMs
 */
export async function waitUntil(condition, waitMs, pollMs = POLL_MS) {
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= deadline) return false;
    await delay(pollMs);
  }
}

/**
 * Where no init reaps orphans, as in many containers, a dead group can still be signalled: only members that live count.
 * @param {number} groupId
 */
function isGroupAlive(groupId) {
  try {
    process.kill(-groupId, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  return allPids().some((pid) => {
    const [state, , group] = readStat(pid) ?? [];
    return Number(group) === groupId && state !== 'Z';
  });
}

function allPids() {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** @param {number} pid */
function processState(pid) {
  return process.platform === 'linux' ? readStat(pid)?.[0] : undefined;
}

/**
 * As `statFields`, or undefined when the process is gone.
 * @param {number} pid
 */
function readStat(pid) {
  try {
    return statFields(pid);
  } catch {
    return undefined;
  }
}

/**
 * The fields of /proc/<pid>/stat from the third on; the second, the name, may hold spaces.
 * @param {number} pid
 */
function statFields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
