import sharp from 'sharp';
import { contactShadow } from './scenes.mjs';
import { drawThing } from './things.mjs';

const width = 2000;
const height = 920;
/** Where the wall meets the floor. */
const floorTop = 610;

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
  { name: 'hero-light', render: () => render(day) },
  { name: 'hero-dark', render: () => render(night) },
];

/** The hall of a hanok, its round window open on the hills. The left is kept quiet for words. */
async function render(time) {
  const lantern = { hue: 14, saturation: 0.8, brightness: time === night ? 1.35 : 1.05 };
  const celadon = { hue: 178, saturation: 0.42, brightness: 1.1 };
  const standing = [
    { icon: 'potted-plant', x: 1845, y: 650, size: 300 },
    { icon: 'moon-jar', x: 1540, y: 655, size: 270 },
    { icon: 'cat', tint: { saturation: 0.9 }, x: 1195, y: 705, size: 230 },
    { icon: 'teapot', tint: celadon, x: 1425, y: 828, size: 185 },
    { icon: 'teacup-without-handle', x: 1612, y: 838, size: 132 },
    { icon: 'tangerine', x: 1770, y: 800, size: 104 },
    { icon: 'tangerine', x: 1846, y: 838, size: 112 },
  ];
  const { picture: hanging } = await drawThing({ icon: 'red-paper-lantern', tint: lantern }, { size: 190, cast: null });
  const layers = [{ input: hanging, left: 991, top: 41 }];
  for (const { icon, tint = {}, x, y, size } of standing) {
    const dimmed = { ...tint, brightness: (tint.brightness ?? 1) * time.dim };
    const { picture, box } = await drawThing({ icon, tint: dimmed }, { size, cast: null });
    const span = box.right - box.left;
    const shadow = contactShadow({
      width,
      height,
      centre: x - span * 0.1,
      ground: y,
      span,
      opacity: time.shadow,
      colour: '#20150c',
    });
    layers.push({ input: Buffer.from(shadow), left: 0, top: 0 });
    layers.push({ input: picture, left: Math.round(x - (box.left + box.right) / 2), top: Math.round(y - box.bottom) });
  }
  if (time === night) layers.push({ input: Buffer.from(glow()), left: 0, top: 0, blend: 'screen' });
  return sharp(
    await sharp(Buffer.from(room(time)))
      .composite(layers)
      .png()
      .toBuffer(),
  );
}

function room(time) {
  const { sky, wall, frame, frameShade, hills, disc, floor, light, lightOpacity } = time;
  const centre = { x: 1500, y: 300, r: 258 };
  return svg(`
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
      <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${wall[0]}"/><stop offset="1" stop-color="${wall[1]}"/></linearGradient>
      <linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${floor[0]}"/><stop offset="1" stop-color="${floor[1]}"/></linearGradient>
      <linearGradient id="frame" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${frame}"/><stop offset="1" stop-color="${frameShade}"/></linearGradient>
      <clipPath id="opening"><circle cx="${centre.x}" cy="${centre.y}" r="${centre.r}"/></clipPath>
      <filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="22"/></filter>
      <filter id="mist" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="3"/></filter>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#wall)"/>
    <circle cx="${centre.x}" cy="${centre.y + 8}" r="${centre.r + 26}" fill="${frameShade}" opacity=".35" filter="url(#soft)"/>
    <circle cx="${centre.x}" cy="${centre.y}" r="${centre.r + 16}" fill="url(#frame)"/>
    <g clip-path="url(#opening)">
      <rect x="1200" width="600" height="600" fill="url(#sky)"/>
      <circle cx="1600" cy="180" r="58" fill="${disc}"/>
      <path d="M1180 420C1300 300 1380 330 1450 380S1600 300 1700 350S1800 400 1840 380V600H1180z" fill="${hills[0]}" filter="url(#mist)"/>
      <path d="M1180 470C1260 400 1340 420 1430 450S1560 380 1660 430S1780 470 1840 440V600H1180z" fill="${hills[1]}"/>
      <path d="M1180 530C1280 480 1380 500 1480 510S1680 470 1840 520V600H1180z" fill="${hills[2]}"/>
    </g>
    <g stroke="${frameShade}" stroke-width="9" clip-path="url(#opening)" fill="none">
      <path d="M1330 30V580M1670 30V580M1230 120H1780M1230 480H1780"/>
    </g>
    <rect x="0" y="0" width="${width}" height="26" fill="url(#frame)"/>
    <path d="M1105 26V76" stroke="${frameShade}" stroke-width="5"/>
    <rect y="${floorTop}" width="${width}" height="${height - floorTop}" fill="url(#floor)"/>
    <rect y="${floorTop - 14}" width="${width}" height="14" fill="url(#frame)"/>
    ${boards(time)}
    <g filter="url(#soft)" opacity="${lightOpacity}" fill="${light}">
      <path d="M1130 ${floorTop + 20}L1560 ${floorTop + 20}L1380 ${height - 30}L700 ${height - 30}z"/>
    </g>
  `);
}

/** Floorboards of a maru: long ones across, short ones between. */
function boards({ seam }) {
  const rows = [floorTop + 58, floorTop + 134, floorTop + 226];
  const across = rows.map((y) => `<path d="M0 ${y}H${width}"/>`).join('');
  const bands = [floorTop, ...rows, height];
  const between = bands
    .slice(0, -1)
    .flatMap((top, row) =>
      Array.from({ length: 8 }, (_, index) => {
        const bottom = bands[row + 1];
        const x = index * 290 + (row % 2) * 145 - 60;
        const slant = ((x - width / 2) / width) * (bottom - top) * 0.9;
        return `<path d="M${x} ${top}L${x + slant} ${bottom}"/>`;
      }),
    )
    .join('');
  return `<g stroke="${seam}" stroke-opacity=".28" stroke-width="3" fill="none">${across}${between}</g>`;
}

/** The lantern lights the room at night. */
function glow() {
  return svg(`<defs><radialGradient id="g" gradientUnits="userSpaceOnUse" cx="1105" cy="160" r="720"><stop offset="0" stop-color="#ffb45e" stop-opacity=".62"/><stop offset=".35" stop-color="#c9702b" stop-opacity=".2"/><stop offset="1" stop-color="#7a3d12" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#g)"/>`);
}

function svg(body) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
}
