import { randomUUID } from 'node:crypto';
import { mkdir, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { PictureStore } from './model';
import { readPictureFileName } from './sizes';

/** Ends the name of a file that is still being written. */
const unfinishedEnd = '.part';

/** Pictures in a folder of this machine, or of one that all web processes share. The folder is made when the first picture comes. */
export function folderStore(dir: string): PictureStore {
  const pathOf = (name: string) => {
    if (readPictureFileName(name) === null) throw new Error(`${JSON.stringify(name)} is no picture's name`);
    return path.join(dir, name);
  };
  const isOlder = async (file: string, than: Date) => {
    const found = await stat(file).catch(nullWhenAbsent);
    return found !== null && found.mtime < than;
  };
  return {
    async put({ name, bytes }) {
      await mkdir(dir, { recursive: true });
      // Whole or not at all: nobody reads half a picture, whenever this process ends.
      const unfinished = path.join(dir, `${randomUUID()}${unfinishedEnd}`);
      await writeFile(unfinished, bytes);
      await rename(unfinished, pathOf(name));
    },
    get: (name) => readFile(pathOf(name)).catch(nullWhenAbsent),
    async removeOlder(name, than) {
      if (await isOlder(path.join(dir, name), than)) await rm(path.join(dir, name), { force: true });
    },
    async *listOlder(than) {
      const files = await opendir(dir).catch(nullWhenAbsent);
      for await (const { name } of files ?? []) {
        // What else lies in the folder is not ours to judge.
        const isOurs = name.endsWith(unfinishedEnd) || readPictureFileName(name) !== null;
        if (isOurs && (await isOlder(path.join(dir, name), than))) yield name;
      }
    },
    urlOf: (name) => `/pictures/${name}`,
  };
}

function nullWhenAbsent(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
