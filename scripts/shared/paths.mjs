import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootDir = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** @param {string[]} parts */
export function inRoot(...parts) {
  return path.join(rootDir, ...parts);
}
