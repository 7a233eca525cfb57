import { createRequire } from 'node:module';
import sharp from 'sharp';

const { icons } = createRequire(import.meta.url)('@iconify-json/fluent-emoji/icons.json');

/** Rendered larger than needed: the rasteriser clips hard, and scaling down makes the edges smooth. */
const oversampling = 3;

/**
 * An icon as a PNG of `size`, with a tenth of it as air on every side, and where in that square it really is.
 *
 * `cast`: how far its shadow falls, as parts of the size; null for what stands on a ground.
 */
export async function drawThing({ icon, tint }, { size, cast }) {
  const big = size * oversampling;
  let object = sharp(Buffer.from(iconSvg(icon, big))).resize(size, size, { kernel: 'lanczos3' });
  if (tint) object = object.modulate(tint);
  const air = Math.round(size * 0.1);
  const picture = await object
    .extend({ top: air, bottom: air, left: air, right: air, background: '#0000' })
    .png()
    .toBuffer();
  const box = await boxOf(picture);
  return { picture: cast ? await withShadow(picture, { size, cast }) : picture, box };
}

async function withShadow(picture, { size, cast }) {
  const alpha = await sharp(picture).ensureAlpha().extractChannel('alpha').raw().toBuffer({ resolveWithObject: true });
  const { width, height } = alpha.info;
  const raw = { width, height, channels: 1 };
  const data = await sharp(alpha.data, { raw })
    .blur(size * 0.035)
    .linear(0.34, 0)
    .extractChannel(0)
    .raw()
    .toBuffer();
  const shadow = await sharp({ create: { width, height, channels: 3, background: '#1b2430' } })
    .joinChannel(data, { raw })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 4, background: '#0000' } })
    .composite([
      { input: shadow, left: Math.round(size * cast.dx), top: Math.round(size * cast.dy) },
      { input: picture, left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
}

/** The edges of what is opaque enough to be seen. */
async function boxOf(picture) {
  const { data, info } = await sharp(picture)
    .ensureAlpha()
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = { left: info.width, right: 0, top: info.height, bottom: 0 };
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      if (data[y * info.width + x] < 100) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box;
}

function iconSvg(name, size) {
  const body = name === 'moon-jar' ? moonJar : icons[name]?.body;
  if (!body) throw new Error(`Fluent Emoji has no icon "${name}".`);
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 32 32" width="${size}" height="${size}">${body}</svg>`;
}

/** Our own: no emoji is a moon jar. Two bowls joined at the waist, a little uneven. */
const moonJar = `
  <defs>
    <radialGradient id="body" cx=".36" cy=".3" r=".82"><stop offset="0" stop-color="#ffffff"/><stop offset=".5" stop-color="#f3f1ea"/><stop offset=".82" stop-color="#d9d4c8"/><stop offset="1" stop-color="#b9b2a4"/></radialGradient>
    <linearGradient id="neck" x1="0" x2="1"><stop offset="0" stop-color="#f7f5ef"/><stop offset=".55" stop-color="#fdfcf9"/><stop offset="1" stop-color="#c9c3b6"/></linearGradient>
    <radialGradient id="mouth" cx=".5" cy=".7" r=".7"><stop offset="0" stop-color="#8d8678"/><stop offset="1" stop-color="#b8b1a2"/></radialGradient>
    <filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation=".9"/></filter>
  </defs>
  <path d="M11.2 4.4h9.6l.5 2.9H10.7z" fill="url(#neck)"/>
  <path d="M10.8 6.6C5.4 8.2 2.2 12.6 2.2 17.4c0 5.2 3.4 9.6 8.4 11.6.7.9 1.2 1.4 1.2 1.4h8.4s.5-.5 1.2-1.4c5-2 8.4-6.3 8.4-11.5 0-4.900-3.200-9.300-8.600-10.900-3-.8-7.400-.8-10.400 0z" fill="url(#body)"/>
  <path d="M2.300 18.300c6 1.500 21.400 1.500 27.400-.2" fill="none" stroke="#cfc9bc" stroke-width=".22" opacity=".8"/>
  <ellipse cx="16" cy="4.500" rx="4.850" ry="1" fill="#fdfcf9"/>
  <ellipse cx="16" cy="4.600" rx="4.200" ry=".72" fill="url(#mouth)"/>
  <ellipse cx="10.200" cy="13.200" rx="3.200" ry="4.200" fill="#fff" opacity=".75" filter="url(#soft)" transform="rotate(24 10.200 13.200)"/>
`;
