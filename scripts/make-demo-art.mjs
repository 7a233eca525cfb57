/**
 * Makes the demo shop's pictures in public/demo: `node --import tsx scripts/make-demo-art.mjs`.
 *
 * The pictures are committed; run it again only after changing prisma/seed/art.ts. Objects: Fluent Emoji by Microsoft (MIT).
 */
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { art, palettes } from '../prisma/seed/art.ts';
import { heroes } from './demo-art/hero.mjs';
import { backdropSvg, shadowSvg } from './demo-art/scenes.mjs';
import { drawThing } from './demo-art/things.mjs';

const target = path.join(import.meta.dirname, '../public/demo');
const edge = 960;
const smallEdge = 480;
const totalBytesMax = 4_000_000;

await mkdir(target, { recursive: true });
const wanted = process.argv.slice(2);
for (const [slug, recipe] of Object.entries(art)) {
  if (wanted.length > 0 && !wanted.includes(slug)) continue;
  await save(slug, await firstPicture(recipe));
  await save(`${slug}-2`, await secondPicture(recipe));
}
if (wanted.length === 0 || wanted.includes('hero')) {
  for (const { name, render } of heroes)
    await (await render()).webp({ quality: 84, effort: 6 }).toFile(path.join(target, `${name}.webp`));
}
await checkSize();

/** The object alone, in its own light. */
async function firstPicture({ thing, scene, backdrop, palette, scale = 0.56 }) {
  const size = Math.round(edge * scale);
  const place = { left: (edge - size) / 2, top: topOf(scene, size), size };
  return compose({ scene, backdrop, palette: palettes[palette], things: [{ thing, ...place }] });
}

/** Smaller, in company, in other light. */
async function secondPicture({ thing, scene, second: { palette, beside } }) {
  const size = Math.round(edge * 0.46);
  const besideSize = Math.round(edge * 0.28);
  const lying = scene === 'lie';
  const ground = scene === 'hang' ? 'stand' : scene;
  const things = [
    {
      thing: beside,
      left: edge * (lying ? 0.6 : 0.59),
      top: lying ? edge * 0.56 : topOf(ground, besideSize) + 34,
      size: besideSize,
    },
    { thing, left: edge * 0.15, top: lying ? edge * 0.2 : topOf(ground, size), size },
  ];
  // What stands nearer is drawn later.
  return compose({
    scene: ground,
    backdrop: lying ? 'sheet' : 'arch',
    palette: palettes[palette],
    things: lying ? things : things.toReversed(),
  });
}

function topOf(scene, size) {
  if (scene === 'stand') return edge * 0.8 - size;
  return (edge - size) / 2;
}

async function compose({ scene, backdrop, palette, things }) {
  const layers = [];
  for (const { thing, left, top, size } of things) {
    layers.push({ input: Buffer.from(shadowSvg({ scene, palette, left, top, size, edge })), left: 0, top: 0 });
    layers.push({
      input: await drawThing(thing, { size, cast: scene === 'stand' ? null : { dx: 0.018, dy: 0.03 } }),
      left: Math.round(left - size * 0.1),
      top: Math.round(top - size * 0.1),
    });
  }
  return sharp(Buffer.from(backdropSvg({ scene, backdrop, palette, edge })))
    .composite(layers)
    .png()
    .toBuffer();
}

async function save(name, picture) {
  await sharp(picture)
    .webp({ quality: 80, effort: 6 })
    .toFile(path.join(target, `${name}.webp`));
  await sharp(picture)
    .resize(smallEdge)
    .webp({ quality: 80, effort: 6 })
    .toFile(path.join(target, `${name}.${smallEdge}.webp`));
}

async function checkSize() {
  const files = await readdir(target);
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(target, file))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${files.length} pictures, ${Math.round(total / 1000)} kB`);
  if (total > totalBytesMax) throw new Error(`The demo's pictures weigh more than ${totalBytesMax} bytes.`);
}
