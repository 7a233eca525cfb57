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
import { backdropSvg, contactShadow } from './demo-art/scenes.mjs';
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
    await (await render()).webp({ quality: 84, effort: 5 }).toFile(path.join(target, `${name}.webp`));
}
await checkSize();

/** The object alone, in its own light. */
function firstPicture({ thing, scene, backdrop, palette, scale = 0.6 }) {
  const things = [{ thing, x: 0.5, y: scene === 'stand' ? 0.815 : 0.5, scale }];
  return compose({ scene, backdrop, palette: palettes[palette], things });
}

/** Smaller, in company, in other light. What hangs is laid down beside its company. */
function secondPicture({ thing, scene, second: { palette, beside } }) {
  const standing = scene === 'stand';
  const things = standing
    ? [
        { thing, x: 0.4, y: 0.8, scale: 0.5 },
        { thing: beside, x: 0.74, y: 0.855, scale: 0.3 },
      ]
    : [
        { thing: beside, x: 0.74, y: 0.72, scale: 0.29 },
        { thing, x: 0.4, y: 0.43, scale: 0.5 },
      ];
  return compose({
    scene: standing ? 'stand' : 'lie',
    backdrop: standing ? 'arch' : 'sheet',
    palette: palettes[palette],
    things,
  });
}

/** `x`, `y` and `scale` are parts of the picture; `y` is the ground for what stands and the middle for everything else. */
async function compose({ scene, backdrop, palette, things }) {
  const layers = [];
  for (const { thing, x, y, scale } of things) {
    const standing = scene === 'stand';
    const size = Math.round(edge * scale);
    const { picture, box } = await drawThing(thing, { size, cast: standing ? null : { dx: 0.02, dy: 0.04 } });
    const left = Math.round(x * edge - (box.left + box.right) / 2);
    const top = Math.round(y * edge - (standing ? box.bottom : (box.top + box.bottom) / 2));
    if (standing) {
      const shadow = contactShadow({
        width: edge,
        height: edge,
        centre: x * edge,
        ground: y * edge,
        span: box.right - box.left,
      });
      layers.push({ input: Buffer.from(shadow), left: 0, top: 0 });
    }
    layers.push({ input: picture, left, top });
  }
  return sharp(Buffer.from(backdropSvg({ scene, backdrop, palette, edge })))
    .composite(layers)
    .png()
    .toBuffer();
}

async function save(name, picture) {
  await sharp(picture)
    .webp({ quality: 80, effort: 5 })
    .toFile(path.join(target, `${name}.webp`));
  await sharp(picture)
    .resize(smallEdge)
    .webp({ quality: 80, effort: 5 })
    .toFile(path.join(target, `${name}.${smallEdge}.webp`));
}

async function checkSize() {
  const files = await readdir(target);
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(target, file))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${files.length} pictures, ${Math.round(total / 1000)} kB`);
  if (total > totalBytesMax) throw new Error(`The demo's pictures weigh more than ${totalBytesMax} bytes.`);
}
