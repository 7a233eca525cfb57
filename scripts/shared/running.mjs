import * as fs from 'node:fs';
import * as path from 'node:path';
import { describeProcess, endProcess } from '../../lib/shared/processes.mjs';
import { makeDataDir, unusableDataDir } from './data-dir.mjs';
import { StartError } from './output.mjs';

const STALE_CHILD_STOP = /** @type {const} */ ([
  { signal: 'SIGTERM', waitMs: 4000 },
  { signal: 'SIGKILL', waitMs: 1000 },
]);

/**
 * @typedef {{ name: string, pid: number, startedAt: string }} RecordedChild
 * @typedef {{ pid: number, startedAt: string, url?: string, children: RecordedChild[] } & Record<string, unknown>} Running
 */

/**
 * Makes this process the only one that runs Maru on `dataDir`, through `running.json` in it, and ends what a killed
 * predecessor left behind. The file says who runs, with which children, and, once ready, where.
 *
 * Throws a StartError when another one runs.
 *
 * @param {string} dataDir
 */
export async function takeOver(dataDir) {
  makeDataDir(dataDir);
  const file = runningFile(dataDir);
  const me = { pid: process.pid, startedAt: describeProcess(process.pid)?.startedAt ?? '' };
  /** @type {Running} */
  let state = { ...me, children: [] };

  while (!createExclusively(file, state)) {
    const other = readRunning(dataDir);
    if (other && isSame(other)) {
      const where = other.url ? ` at ${other.url}` : '';
      throw new StartError(`Maru already runs here${where} (process ${other.pid}): stop that one first.`);
    }
    // Renaming decides between two that find the same left-over.
    const claimed = `${file}.${process.pid}`;
    try {
      fs.renameSync(file, claimed);
    } catch {
      continue;
    }
    // Postgres has a lock file of its own, by which the next start ends it gently.
    for (const child of other?.children ?? []) if (child.name !== 'postgres') await endLeftOverChild(child);
    fs.rmSync(claimed, { force: true });
  }

  const change = (/** @type {Partial<Running>} */ changes) => {
    state = { ...state, ...changes };
    fs.writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  };
  return { change, release: () => fs.rmSync(file, { force: true }) };
}

/**
 * @param {string} dataDir
 * @returns {Running | undefined} what runs or ran there; a file that is being written or was cut off counts as none
 */
export function readRunning(dataDir) {
  try {
    return JSON.parse(fs.readFileSync(runningFile(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {{ pid: number, startedAt: string }} recorded */
export function isSame(recorded) {
  return describeProcess(recorded.pid)?.startedAt === recorded.startedAt;
}

/**
 * A child leads its own process group, and the group can outlive it.
 * @param {RecordedChild} child
 */
async function endLeftOverChild(child) {
  const isReused = describeProcess(child.pid) && !isSame(child);
  if (!isReused) await endProcess(child.pid, [...STALE_CHILD_STOP], { group: true });
}

/**
 * @param {string} file
 * @param {Running} state
 */
function createExclusively(file, state) {
  const draft = `${file}.draft.${process.pid}`;
  try {
    fs.writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
    // A link appears whole or not at all, unlike a file that is opened and then written.
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (Object(error).code === 'EEXIST') return false;
    // A folder that may not be written to, or a file system without links.
    throw unusableDataDir(error);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** @param {string} dataDir */
function runningFile(dataDir) {
  return path.join(dataDir, 'running.json');
}
