import * as fs from 'node:fs';
import { StartError } from './output.mjs';

/**
 * Makes the folder in which Maru keeps what it made. Throws one sentence that names the variable where that cannot be.
 *
 * @param {string} dataDir
 */
export function makeDataDir(dataDir) {
  try {
    fs.mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw unusableDataDir(error);
  }
}

/** @param {unknown} error */
export function unusableDataDir(error) {
  return new StartError(`MARU_DATA_DIR is not usable: ${error instanceof Error ? error.message : error}.`);
}
