import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * @typedef {Record<string, unknown>} Entry
 * @typedef {{
 *   entries: Entry[],
 *   append: (entry: Entry) => Promise<void>,
 *   clear: () => Promise<void>,
 *   close: () => Promise<void>,
 * }} Journal
 */

/**
 * A file of JSON lines. `append` resolves when the line is on the disk; lines that arrive meanwhile share the next fsync.
 *
 * A last line that was cut off by a crash was never acknowledged, so it is cut away.
 *
 * @param {string} path
 * @returns {Promise<Journal>}
 */
export async function openJournal(path) {
  await mkdir(dirname(path), { recursive: true });
  const { entries, soundBytes } = parse(await readFile(path).catch(() => Buffer.alloc(0)));
  const file = await open(path, 'a', 0o600);
  await file.truncate(soundBytes);

  /** @type {{ line: string, done: () => void, failed: (error: unknown) => void }[]} */
  let waiting = [];
  /** @type {Promise<void> | undefined} */
  let writing;

  async function writeWaiting() {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await file.write(batch.map(({ line }) => line).join(''));
        await file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = undefined;
  }

  return {
    entries,
    append(entry) {
      return new Promise((done, failed) => {
        waiting.push({ line: `${JSON.stringify(entry)}\n`, done: () => done(undefined), failed });
        writing ??= writeWaiting();
      });
    },
    async clear() {
      await writing;
      await file.truncate(0);
      await file.datasync();
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

/** @param {Buffer} bytes */
function parse(bytes) {
  /** @type {Entry[]} */
  const entries = [];
  let soundBytes = 0;
  for (;;) {
    const end = bytes.indexOf('\n', soundBytes);
    if (end === -1) return { entries, soundBytes };
    try {
      entries.push(JSON.parse(bytes.toString('utf8', soundBytes, end)));
    } catch {
      return { entries, soundBytes };
    }
    soundBytes = end + 1;
  }
}
