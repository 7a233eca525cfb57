import * as fs from 'node:fs';
import { setInterval } from 'node:timers';

const PARENT_POLL_MS = 1000;
/** npm passes a signal on to us that the terminal has also sent us: one wish, not two. */
const REPEATED_WISH_MS = 1000;

/**
 * Calls `stop` on Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that runs us; `stopNow` when Ctrl-C is
 * pressed again.
 *
 * @param {{ stop: () => void, stopNow: () => void }} handlers
 */
export function onWishToStop({ stop, stopNow }) {
  let wishedAt = 0;
  const wish = () => {
    const now = Date.now();
    if (!wishedAt) stop();
    else if (now - wishedAt > REPEATED_WISH_MS) stopNow();
    wishedAt ||= now;
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGQUIT'];
  if (!isHangupIgnored()) signals.push('SIGHUP');
  for (const signal of signals) process.on(signal, wish);
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && !wishedAt && wish(), PARENT_POLL_MS).unref();
  }
}

/** Under nohup, a hangup is to be ignored; a handler of ours would undo that. */
function isHangupIgnored() {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
    return (BigInt(`0x${mask}`) & 1n) === 1n;
  } catch {
    return false;
  }
}
