import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { describeProcess, endProcess } from '../../lib/shared/processes.mjs';
import { dim, passOn, StartError, seconds, warn } from './output.mjs';
import { rootDir } from './paths.mjs';

/** "Configuration error" of sysexits.h, with which the job runner says that it will not run like this. */
const REFUSED = 78;
const RESTART_DELAYS_MS = [500, 1000, 2000, 5000, 10_000, 30_000];
/** A part that lived this long starts again with the shortest delay. */
const STEADY_AFTER_MS = 60_000;
const LOG_BYTES_MAX = 10 * 1024 * 1024;
const LOG_TAIL_LINES = 15;

const STOP_WAIT_MS = 3500;
const KILL_WAIT_MS = 500;

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {() => ChildProcess | Promise<ChildProcess>} Launch
 * @typedef {{ launch: Launch, child?: ChildProcess, deaths: number, since: number }} Part
 */

/**
 * The processes that this one starts: each leads its own process group, writes to its own log, is recorded so that a
 * later start finds it, and is started again when it dies unasked.
 *
 * @param {{ logDir: string, record: (children: import('./running.mjs').RecordedChild[]) => void }} options
 */
export function processFamily({ logDir, record }) {
  /** @type {Map<string, Part>} */
  const parts = new Map();
  /** @type {Map<string, { child?: ChildProcess, stopWaitMs?: number }>} */
  const oneOffs = new Map();
  /** @type {Set<Promise<void>>} parts that are being launched */
  const pending = new Set();
  let ending = false;
  fs.mkdirSync(logDir, { recursive: true });

  const logFile = (/** @type {string} */ name) => path.join(logDir, `${name}.log`);

  function recordAll() {
    record(
      [...oneOffs, ...parts].flatMap(([name, { child }]) => {
        const startedAt = child?.pid && describeProcess(child.pid)?.startedAt;
        return child?.pid && startedAt ? [{ name, pid: child.pid, startedAt }] : [];
      }),
    );
  }

  /**
   * Starts a program whose output goes to its log, and to the terminal too when `echo` is set.
   *
   * @param {string} name
   * @param {string[]} command
   * @param {{ env?: Record<string, string | undefined>, echo?: boolean, niceness?: number }} [options] `niceness`: lets others go first, 0 to 19
   */
  function launch(name, [file = '', ...args], { env = process.env, echo = false, niceness = 0 } = {}) {
    rotate(logFile(name));
    const log = fs.openSync(logFile(name), 'a', 0o600);
    const output = echo ? 'pipe' : log;
    /** @type {ChildProcess} */
    const child = spawn(file, args, {
      cwd: rootDir,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      detached: true,
      stdio: ['ignore', output, output],
    });
    fs.closeSync(log);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (/** @type {Buffer} */ data) => {
        passOn(data);
        fs.appendFileSync(logFile(name), data);
      });
    }
    child.on('error', () => {});
    if (niceness > 0 && child.pid) os.setPriority(child.pid, niceness);
    return child;
  }

  /**
   * Starts a program that is expected to end, and that ends with the family at the latest.
   *
   * @param {string} name
   * @param {string[]} command
   * @param {{ env?: Record<string, string | undefined>, niceness?: number, stopWaitMs?: number }} [options]
   */
  function begin(name, command, { env, niceness, stopWaitMs } = {}) {
    refuseWhenEnding();
    const child = launch(name, command, { env, niceness });
    oneOffs.set(name, { child, stopWaitMs });
    recordAll();
    const end = ended(child).then((code) => {
      oneOffs.delete(name);
      recordAll();
      return code;
    });
    return { end, stop: () => endChild(child, stopWaitMs) };
  }

  /**
   * Runs a program to its end. Throws with the last lines of its log when it fails or takes too long.
   *
   * @param {string} name
   * @param {string[]} command
   * @param {{ env?: Record<string, string | undefined>, niceness?: number, waitMs?: number, tailLines?: number }} [options]
   */
  async function run(name, command, { env, niceness, waitMs, tailLines } = {}) {
    const { end, stop } = begin(name, command, { env, niceness });
    let isLate = false;
    const timer =
      waitMs === undefined
        ? undefined
        : setTimeout(() => {
            isLate = true;
            stop();
          }, waitMs);
    const code = await end;
    clearTimeout(timer);
    refuseWhenEnding();
    if (isLate) throw new StartError(`${name} took longer than ${seconds(waitMs ?? 0)}. ${tail(name, tailLines)}`);
    if (code !== 0) throw new StartError(`${name} failed (${code}). ${tail(name, tailLines)}`);
  }

  /**
   * Starts a part and keeps it running.
   *
   * @param {string} name
   * @param {Launch} start
   */
  async function keep(name, start) {
    refuseWhenEnding();
    const part = { launch: start, deaths: 0, since: 0 };
    parts.set(name, part);
    await bringUp(name, part);
  }

  /**
   * @param {string} name
   * @param {Part} part
   */
  function bringUp(name, part) {
    const launched = launchPart(name, part).finally(() => pending.delete(launched));
    pending.add(launched);
    return launched;
  }

  /**
   * @param {string} name
   * @param {Part} part
   */
  async function launchPart(name, part) {
    const child = await part.launch();
    part.child = child;
    part.since = Date.now();
    recordAll();
    ended(child).then((code) => onDeath(name, part, code));
    if (ending) await endChild(child);
  }

  /**
   * @param {string} name
   * @param {Part} part
   * @param {number | string} code
   */
  function onDeath(name, part, code) {
    if (ending) return;
    killGroup(part.child);
    // Starting it again would change nothing; as an unhandled rejection this ends the whole start with the part's own sentence.
    if (code === REFUSED) throw new StartError(`${name} refuses to run. ${tail(name, 3)}`);
    if (Date.now() - part.since > STEADY_AFTER_MS) part.deaths = 0;
    const delayMs = RESTART_DELAYS_MS[Math.min(part.deaths, RESTART_DELAYS_MS.length - 1)] ?? 0;
    part.deaths += 1;
    warn(`${name} ended unexpectedly (${code}); starting it again in ${seconds(delayMs)}. ${dim(logFile(name))}`);
    setTimeout(() => {
      if (ending) return;
      bringUp(name, part).catch((error) => onDeath(name, part, error.message));
    }, delayMs);
  }

  function refuseWhenEnding() {
    if (ending) throw new StartError('It was told to stop.');
  }

  /**
   * Ends everything but the parts in `spare`, which the caller ends its own way.
   * @param {string[]} [spare]
   */
  async function endAll(spare = []) {
    ending = true;
    await Promise.allSettled(pending);
    const kept = [...parts]
      .filter(([name]) => !spare.includes(name))
      .map(([, { child }]) => ({ child, stopWaitMs: undefined }));
    await Promise.all([...kept, ...oneOffs.values()].map(({ child, stopWaitMs }) => endChild(child, stopWaitMs)));
  }

  /** @param {string} name */
  function tail(name, lineCount = LOG_TAIL_LINES) {
    const lines = fs.existsSync(logFile(name)) ? fs.readFileSync(logFile(name), 'utf8').trimEnd().split('\n') : [];
    return `The end of ${logFile(name)}:\n\n${lines.slice(-lineCount).join('\n')}`;
  }

  const deathsOf = (/** @type {string} */ name) => parts.get(name)?.deaths ?? 0;
  return { launch, begin, run, keep, endAll, deathsOf, tail, logFile };
}

/**
 * @param {ChildProcess | undefined} child
 * @param {number} [stopWaitMs] how long it may take to end by itself
 */
async function endChild(child, stopWaitMs = STOP_WAIT_MS) {
  if (!child?.pid) return;
  const escalation = [
    { signal: /** @type {const} */ ('SIGTERM'), waitMs: stopWaitMs },
    { signal: /** @type {const} */ ('SIGKILL'), waitMs: KILL_WAIT_MS },
  ];
  await endProcess(child.pid, escalation, { group: true });
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number | string>} its exit code, or the signal or error that ended it
 */
function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? child.signalCode ?? 1);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
    child.once('error', (error) => resolve(error.message));
  });
}

/**
 * What a dead leader left in its group.
 * @param {ChildProcess | undefined} child
 */
function killGroup(child) {
  try {
    if (child?.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing left: the usual case.
  }
}

/** @param {string} file */
function rotate(file) {
  if (fs.existsSync(file) && fs.statSync(file).size > LOG_BYTES_MAX) fs.renameSync(file, `${file}.1`);
}
