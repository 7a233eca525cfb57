const LABEL_WIDTH = 18;
const TICK_MS = 500;
/** A step that takes longer is announced in a plain log, where nothing can be overwritten. */
const ANNOUNCE_AFTER_MS = 1500;

const isTerminal = Boolean(process.stdout.isTTY);
const hasColour = isTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
const paint = (/** @type {number} */ code) => (/** @type {string} */ text) =>
  hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);

// A closed pipe (`npm start | head`) ends the reading, not the shop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** An expected failure: its message is a sentence for people, and no stack is shown. */
export class StartError extends Error {}

/** @param {string} [line] */
export function say(line = '') {
  clearLine();
  process.stdout.write(`${line}\n`);
}

/**
 * Passes another program's output on, not into the middle of a line of ours.
 * @param {Buffer} data
 */
export function passOn(data) {
  clearLine();
  process.stdout.write(data);
}

/** @param {string} line */
export function warn(line) {
  say(`  ${yellow('!')} ${line}`);
}

/**
 * Shows a step while it runs and what came of it.
 *
 * @template T
 * @param {string} label
 * @param {() => T | Promise<T>} work
 * @param {(result: T) => string} [outcome] what to say beside the label; the time is added when it is worth mentioning
 * @param {(result: T) => boolean} [isGood] whether a result, too, can be a failure
 * @returns {Promise<T>}
 */
export async function step(label, work, outcome = () => '', isGood = () => true) {
  const startedAt = Date.now();
  const stopShowing = isTerminal ? showRunning(label, startedAt) : announceLater(label);
  try {
    const result = await work();
    stopShowing();
    say(line(isGood(result) ? green('✓') : red('✗'), label, [outcome(result), worthMentioning(startedAt)]));
    return result;
  } catch (error) {
    stopShowing();
    say(line(red('✗'), label, []));
    throw error;
  }
}

/** @param {unknown} error */
export function sayError(error) {
  clearLine();
  const text = error instanceof Error ? (isExpected(error) ? error.message : error.stack) : String(error);
  process.stderr.write(`\n${red('Maru cannot go on.')} ${text}\n`);
}

/** @param {Error} error */
function isExpected(error) {
  return error instanceof StartError || error.name === 'EmbeddedPostgresError';
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

/** @param {number} startedAt */
function worthMentioning(startedAt) {
  const ms = Date.now() - startedAt;
  return ms >= 300 ? dim(seconds(ms)) : '';
}

/**
 * @param {string} mark
 * @param {string} label
 * @param {string[]} remarks
 */
function line(mark, label, remarks) {
  return `  ${mark} ${label.padEnd(LABEL_WIDTH)} ${remarks.filter(Boolean).join('  ')}`.trimEnd();
}

/**
 * @param {string} label
 * @param {number} startedAt
 */
function showRunning(label, startedAt) {
  const show = () => {
    clearLine();
    const ms = Date.now() - startedAt;
    process.stdout.write(line(dim('·'), label, [dim(ms < 1000 ? '' : `${Math.floor(ms / 1000)} s`)]));
  };
  show();
  const timer = setInterval(show, TICK_MS);
  return () => clearInterval(timer);
}

/** @param {string} label */
function announceLater(label) {
  const timer = setTimeout(() => say(line('·', label, ['…'])), ANNOUNCE_AFTER_MS);
  return () => clearTimeout(timer);
}

function clearLine() {
  if (isTerminal) process.stdout.write('\r\u001b[2K');
}
