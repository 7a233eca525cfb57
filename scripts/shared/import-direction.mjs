import * as fs from 'node:fs';
import * as path from 'node:path';
import { rootDir } from './paths.mjs';

const SOURCE_DIRS = ['app', 'components', 'inngest', 'lib'];

/** Lower layers know nothing of higher ones, and modules of one layer nothing of each other. */
const LIB_LAYERS = [
  ['shared', 'env'],
  ['db'],
  ['identity'],
  ['catalog', 'settings'],
  ['alerts'],
  ['inventory', 'wallet', 'coupons'],
  ['bulk'],
  ['pricing'],
  ['cart'],
  ['orders'],
  ['delivery', 'notifications', 'insights'],
  ['integrity'],
  ['http'],
];
const heightOf = new Map(LIB_LAYERS.flatMap((modules, height) => modules.map((module) => [module, height])));
/** The bottom's two: the environment is parsed with shared code, and shared code asks it for the log level. */
const MUTUAL = new Set(LIB_LAYERS[0]);

const FRAMEWORK = /^(next|react|react-dom|next-auth|next-intl)(\/|$)/;
const MAY_KNOW_FRAMEWORK = /^lib\/(http\/|identity\/auth)/;
const ROUTER_OR_QUERY = /^(next\/navigation|next\/headers|next\/cache|next-auth|@tanstack\/react-query)(\/|$)/;
const TEST_CODE = /(^|\/)test-[^/]+$|\.test\.tsx?$|^inngest\/embedded\/(conformance|crash)\//;

const IMPORTS =
  /^\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
const EXTENSIONS = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'];

/**
 * What the imports of the sources break of the house's order, one sentence each: lib, then inngest, then components,
 * then app, each knowing only what stands before it; and within lib the layers above.
 *
 * @param {Array<{ file: string, text: string }>} [sources] paths are from the root, with slashes
 * @returns {string[]}
 */
export function findImportViolations(sources = readSources()) {
  const files = new Set(sources.map(({ file }) => file));
  /** @type {Map<string, string[]>} */
  const graph = new Map(sources.map(({ file, text }) => [file, importsOf(file, text, files)]));
  const barrels = [...files].filter((file) => /^lib\/.*\bindex\.tsx?$/.test(file));
  return [
    ...barrels.map((file) => `${file}: lib has no barrel files; import from the file that defines a thing`),
    ...[...graph].flatMap(([file, imports]) =>
      imports.flatMap((target) => {
        const complaint = complaintAbout(file, target);
        return complaint ? [`${file} imports ${target}: ${complaint}`] : [];
      }),
    ),
    ...findCycles(graph).map((cycle) => `${cycle.join(' → ')}: files import each other in a circle`),
  ];
}

/**
 * @param {string} file
 * @param {string} target a path from the root, or a package
 * @returns {string | undefined}
 */
function complaintAbout(file, target) {
  if (TEST_CODE.test(file)) return undefined;
  if (TEST_CODE.test(target)) return 'the product uses no test code';
  const [from = '', fromModule = ''] = file.split(/[/.]/);
  const [to = '', toModule = ''] = target.split(/[/.]/);

  if (from === 'lib') {
    if (SOURCE_DIRS.includes(to) && to !== 'lib') return `lib knows nothing of ${to}`;
    if (FRAMEWORK.test(target) && !MAY_KNOW_FRAMEWORK.test(file))
      return 'lib knows no framework, except lib/http and lib/identity/auth';
    if (to === 'lib') return libComplaint(fromModule, toModule);
  }
  if (from === 'components') {
    if (to === 'app') return 'components know nothing of app';
    if (fromModule === 'ui') return uiComplaint(target);
  }
  if (from === 'inngest' && (to === 'app' || to === 'components')) return `inngest knows nothing of ${to}`;
  return undefined;
}

/**
 * @param {string} from
 * @param {string} to
 */
function libComplaint(from, to) {
  const fromHeight = heightOf.get(from);
  const toHeight = heightOf.get(to);
  if (fromHeight === undefined || toHeight === undefined)
    return `lib/${fromHeight === undefined ? from : to} has no place in the order of modules yet`;
  if (from === to || toHeight < fromHeight || (MUTUAL.has(from) && MUTUAL.has(to))) return undefined;
  return toHeight === fromHeight ? `${from} and ${to} stand side by side` : `${from} stands below ${to}`;
}

/** @param {string} target */
function uiComplaint(target) {
  if (target.startsWith('lib/') && !target.startsWith('lib/shared/')) return 'components/ui knows no domain';
  if (target.startsWith('components/') && !target.startsWith('components/ui/'))
    return 'components/ui knows no other components';
  if (ROUTER_OR_QUERY.test(target)) return 'components/ui knows no router and no query';
  return undefined;
}

/**
 * @param {string} file
 * @param {string} text
 * @param {Set<string>} files
 */
function importsOf(file, text, files) {
  return [...text.matchAll(IMPORTS)].map(([, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    if (!name.startsWith('.') && !name.startsWith('@/')) return name;
    const base = name.startsWith('@/') ? name.slice(2) : path.posix.join(path.posix.dirname(file), name);
    return EXTENSIONS.map((extension) => base + extension).find((candidate) => files.has(candidate)) ?? base;
  });
}

/**
 * @param {Map<string, string[]>} graph
 * @returns {string[][]} each cycle once, from its first file back to it
 */
function findCycles(graph) {
  /** @type {string[][]} */
  const cycles = [];
  /** @type {Set<string>} */
  const finished = new Set();
  /** @type {string[]} */
  const trail = [];
  /** @param {string} file */
  function visit(file) {
    const seenAt = trail.indexOf(file);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), file]);
    if (seenAt >= 0 || finished.has(file)) return;
    trail.push(file);
    for (const target of graph.get(file) ?? []) if (graph.has(target)) visit(target);
    trail.pop();
    finished.add(file);
  }
  for (const file of graph.keys()) visit(file);
  return cycles;
}

function readSources() {
  return SOURCE_DIRS.flatMap((dir) =>
    fs
      .readdirSync(path.join(rootDir, dir), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name))
      .map((name) => ({
        file: path.posix.join(dir, ...name.split(path.sep)),
        text: fs.readFileSync(path.join(rootDir, dir, name), 'utf8'),
      })),
  );
}
