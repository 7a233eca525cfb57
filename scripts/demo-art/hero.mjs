import sharp from 'sharp';
import { contactShadow } from './scenes.mjs';
import { drawThing } from './things.mjs';

/** Beside words on large screens. */
const wide = {
  width: 2000,
  height: 920,
  /** Where the wall meets the floor. */
  floorTop: 610,
  window: { x: 1500, y: 300 },
  lantern: { x: 1105, y: 155 },
  standing: [
    { icon: 'potted-plant', x: 1845, y: 650, size: 300 },
    { icon: 'moon-jar', x: 1540, y: 655, size: 270 },
    { icon: 'cat', x: 1195, y: 705, size: 230 },
    { icon: 'teapot', x: 1425, y: 828, size: 185 },
    { icon: 'teacup-without-handle', x: 1612, y: 838, size: 132 },
    { icon: 'tangerine', x: 1770, y: 800, size: 104 },
    { icon: 'tangerine', x: 1846, y: 838, size: 112 },
  ],
};

/** Below words on phones. */
const tall = {
  width: 900,
  height: 1420,
  floorTop: 1120,
  window: { x: 480, y: 880 },
  lantern: { x: 812, y: 520 },
  standing: [
    { icon: 'potted-plant', x: 790, y: 1170, size: 230 },
    { icon: 'moon-jar', x: 500, y: 1175, size: 260 },
    { icon: 'cat', x: 190, y: 1230, size: 220 },
    { icon: 'teapot', x: 420, y: 1345, size: 170 },
    { icon: 'teacup-without-handle', x: 600, y: 1355, size: 122 },
    { icon: 'tangerine', x: 757, y: 1320, size: 96 },
    { icon: 'tangerine', x: 827, y: 1355, size: 104 },
  ],
};

/** The opening in the wall. */
const radius = 258;

const day = {
  sky: ['#cfe4f2', '#f4efe0'],
  wall: ['#f7f1e6', '#ecdfca'],
  frame: '#a97f58',
  frameShade: '#8d6844',
  hills: ['#b9d3c6', '#93b9a6', '#6f9d89'],
  disc: '#fff4cf',
  floor: ['#d9b185', '#b98a5b'],
  seam: '#8f6438',
  light: '#fffbe8',
  lightOpacity: 0.5,
  shadow: 0.3,
  dim: 1,
};

const night = {
  sky: ['#1b2748', '#3d4d7a'],
  wall: ['#23282f', '#1a1e24'],
  frame: '#5b4432',
  frameShade: '#463325',
  hills: ['#2f4266', '#263756', '#1d2b45'],
  disc: '#f8e9b4',
  floor: ['#4a3a2e', '#2c221b'],
  seam: '#1b140f',
  light: '#ffd98a',
  lightOpacity: 0.14,
  shadow: 0.5,
  dim: 0.82,
};

export const heroes = [
  { name: 'hero-light', render: () => render(wide, day) },
  { name: 'hero-dark', render: () => render(wide, night) },
  { name: 'hero-light-tall', render: () => render(tall, day) },
  { name: 'hero-dark-tall', render: () => render(tall, night) },
];

const tints = {
  cat: { saturation: 0.9 },
  teapot: { hue: 178, saturation: 0.42, brightness: 1.1 },
};

/** The hall of a hanok, its round window open on the hills. One part is kept quiet for words. */
async function render(layout, time) {
  const { width, height, lantern, standing } = layout;
  const lanternTint = { hue: 14, saturation: 0.8, brightness: time === night ? 1.35 : 1.05 };
  const hanging = await drawThing({ icon: 'red-paper-lantern', tint: lanternTint }, { size: 190, cast: null });
  const layers = [{ input: hanging.picture, left: lantern.x - 114, top: lantern.y - 114 }];
  for (const { icon, x, y, size } of standing) {
    const tint = tints[icon] ?? {};
    const dimmed = { ...tint, brightness: (tint.brightness ?? 1) * time.dim };
    const { picture, box } = await drawThing({ icon, tint: dimmed }, { size, cast: null });
    const span = box.right - box.left;
    const centre = x - span * 0.1;
    const shadow = contactShadow({ width, height, centre, ground: y, span, opacity: time.shadow, colour: '#20150c' });
    layers.push({ input: Buffer.from(shadow), left: 0, top: 0 });
    layers.push({ input: picture, left: Math.round(x - (box.left + box.right) / 2), top: Math.round(y - box.bottom) });
  }
  if (time === night) layers.push({ input: Buffer.from(glow(layout)), left: 0, top: 0, blend: 'screen' });
  return sharp(
    await sharp(Buffer.from(room(layout, time)))
      .composite(layers)
      .png()
      .toBuffer(),
  );
}

function room(layout, time) {
  const { width, height, floorTop, window, lantern } = layout;
  const { sky, wall, frame, frameShade, floor, light, lightOpacity } = time;
  return svg(
    layout,
    `<defs>
      ${gradient('sky', sky, 'x2="0" y2="1"')}${gradient('wall', wall, 'x2="1" y2="1"')}
      ${gradient('floor', floor, 'x2="0" y2="1"')}${gradient('frame', [frame, frameShade], 'x2="1" y2="1"')}
      <clipPath id="opening"><circle r="${radius}"/></clipPath>
      <filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="22"/></filter>
      <filter id="mist" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="3"/></filter>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#wall)"/>
    <g transform="translate(${window.x} ${window.y})">${roundWindow(time)}</g>
    <rect width="${width}" height="26" fill="url(#frame)"/>
    <path d="M${lantern.x} 26V${lantern.y - 80}" stroke="${frameShade}" stroke-width="5"/>
    <rect y="${floorTop}" width="${width}" height="${height - floorTop}" fill="url(#floor)"/>
    <rect y="${floorTop - 14}" width="${width}" height="14" fill="url(#frame)"/>
    ${boards(layout, time)}
    <g filter="url(#soft)" opacity="${lightOpacity}" fill="${light}">
      <path d="M${window.x - 370} ${floorTop + 20}h430L${window.x - 120} ${height - 30}h-680z"/>
    </g>`,
  );
}

/** Around 0,0: a wooden ring, hills and the sun or the moon, bars before them. */
function roundWindow({ frameShade, hills, disc }) {
  return `
    <circle cy="8" r="${radius + 26}" fill="${frameShade}" opacity=".35" filter="url(#soft)"/>
    <circle r="${radius + 16}" fill="url(#frame)"/>
    <g clip-path="url(#opening)">
      <rect x="-300" y="-300" width="600" height="600" fill="url(#sky)"/>
      <circle cx="100" cy="-120" r="58" fill="${disc}"/>
      <path d="M-320 120C-200 0-120 30-50 80S100 0 200 50S300 100 340 80V300H-320z" fill="${hills[0]}" filter="url(#mist)"/>
      <path d="M-320 170C-240 100-160 120-70 150S60 80 160 130S280 170 340 140V300H-320z" fill="${hills[1]}"/>
      <path d="M-320 230C-220 180-120 200-20 210S180 170 340 220V300H-320z" fill="${hills[2]}"/>
      <path d="M-170-270V280M170-270V280M-270-180H280M-270 180H280" stroke="${frameShade}" stroke-width="9" fill="none"/>
    </g>`;
}

/** Floorboards of a maru: long ones across, short ones between. */
function boards({ width, height, floorTop, window }, { seam }) {
  const depth = height - floorTop;
  const rows = [0, 0.19, 0.43, 0.73, 1].map((part) => floorTop + depth * part);
  const across = rows.slice(1, -1).map((y) => `<path d="M0 ${y}H${width}"/>`);
  const between = rows.slice(0, -1).flatMap((top, row) => {
    const bottom = rows[row + 1];
    return Array.from({ length: 8 }, (_, index) => {
      const x = index * 290 + (row % 2) * 145 - 60;
      const slant = ((x - window.x * 0.66) / 2000) * (bottom - top) * 0.9;
      return `<path d="M${x} ${top}L${x + slant} ${bottom}"/>`;
    });
  });
  return `<g stroke="${seam}" stroke-opacity=".28" stroke-width="3" fill="none">${across.join('')}${between.join('')}</g>`;
}

/** The lantern lights the room at night. */
function glow(layout) {
  const { width, height, lantern } = layout;
  return svg(
    layout,
    `<defs><radialGradient id="g" gradientUnits="userSpaceOnUse" cx="${lantern.x}" cy="${lantern.y + 5}" r="720"><stop offset="0" stop-color="#ffb45e" stop-opacity=".62"/><stop offset=".35" stop-color="#c9702b" stop-opacity=".2"/><stop offset="1" stop-color="#7a3d12" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#g)"/>`,
  );
}

function gradient(id, [from, to], direction) {
  return `<linearGradient id="${id}" x1="0" y1="0" ${direction}><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
}

function svg({ width, height }, body) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
}
