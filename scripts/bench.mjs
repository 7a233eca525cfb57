// `npm run bench -- catalog` runs bench/catalog.ts; what follows the name is handed on.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { inRoot } from './shared/paths.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const known = fs
  .readdirSync(inRoot('bench'))
  .flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -'.ts'.length)] : []));
if (known.includes(name)) {
  const child = spawn(process.execPath, ['--import', 'tsx', inRoot('bench', `${name}.ts`), ...rest], {
    stdio: 'inherit',
    cwd: inRoot(),
  });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.error(`There are these benchmarks: ${known.join(', ')}. Say which: npm run bench -- ${known[0]}`);
  process.exitCode = 1;
}
