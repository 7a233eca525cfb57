/** Where the wall meets the floor, as a part of the height. */
const horizon = 0.7;

/** A small room: a lit wall with something on it, and a floor; or, from above, a table with a sheet. */
export function backdropSvg({ scene, backdrop, palette: { wall, floor, shape }, edge }) {
  const lying = scene === 'lie';
  return svg(
    edge,
    `<defs>
      <linearGradient id="wall" x1="0" y1="0" x2=".25" y2="1"><stop offset="0" stop-color="${wall[0]}"/><stop offset="1" stop-color="${wall[1]}"/></linearGradient>
      <radialGradient id="light" cx=".28" cy=".16" r=".85"><stop offset="0" stop-color="#fff" stop-opacity=".62"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
      <linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${floor}" stop-opacity=".62"/><stop offset="1" stop-color="${floor}"/></linearGradient>
      <radialGradient id="vignette" cx=".5" cy=".46" r=".78"><stop offset=".62" stop-color="${floor}" stop-opacity="0"/><stop offset="1" stop-color="${floor}" stop-opacity=".5"/></radialGradient>
      <linearGradient id="shape" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shape}"/><stop offset="1" stop-color="${shape}" stop-opacity=".45"/></linearGradient>
      <filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="${edge * 0.014}"/></filter>
    </defs>
    <rect width="${edge}" height="${edge}" fill="url(#wall)"/>
    <rect width="${edge}" height="${edge}" fill="url(#light)"/>
    ${lying ? onTable({ backdrop, edge, floor }) : onWall({ backdrop, edge })}
    ${scene === 'stand' ? floorOf({ edge, floor }) : ''}
    <rect width="${edge}" height="${edge}" fill="url(#vignette)"/>`,
  );
}

function onWall({ backdrop, edge }) {
  const unit = edge / 100;
  if (backdrop === 'arch') {
    return `<path d="M${20 * unit} ${horizon * edge}V${42 * unit}a${30 * unit} ${30 * unit} 0 0 1 ${60 * unit} 0V${horizon * edge}z" fill="url(#shape)"/>`;
  }
  if (backdrop === 'sun') return `<circle cx="${50 * unit}" cy="${44 * unit}" r="${31 * unit}" fill="url(#shape)"/>`;
  if (backdrop === 'window') return `<g filter="url(#soft)" opacity=".8">${windowLight(unit)}</g>`;
  return '';
}

/** Morning light through the paper lattice of a door, slanting over the wall. */
function windowLight(unit) {
  const panes = [];
  for (let column = 0; column < 4; column += 1) {
    for (let row = 0; row < 4; row += 1)
      panes.push(`<rect x="${column * 15}" y="${row * 15}" width="13.4" height="13.4"/>`);
  }
  return `<g fill="url(#shape)" transform="translate(${34 * unit} ${6 * unit}) scale(${unit}) skewY(9) skewX(-6)">${panes.join('')}</g>`;
}

function onTable({ backdrop, edge, floor }) {
  const unit = edge / 100;
  if (backdrop === 'sun') return `<circle cx="${50 * unit}" cy="${50 * unit}" r="${37 * unit}" fill="url(#shape)"/>`;
  if (backdrop !== 'sheet') return '';
  const sheet = `x="${15 * unit}" y="${13 * unit}" width="${70 * unit}" height="${74 * unit}" rx="${1.6 * unit}" transform="rotate(-7 ${50 * unit} ${50 * unit})"`;
  return `<g transform="translate(${1.2 * unit} ${2 * unit})" opacity=".5" filter="url(#soft)"><rect ${sheet} fill="${floor}"/></g><rect ${sheet} fill="url(#shape)"/>`;
}

/** Floorboards: what the shop is named after. */
function floorOf({ edge, floor }) {
  const top = horizon * edge;
  const boards = [0.26, 0.58].map((part) => {
    const y = top + (edge - top) * part ** 0.8;
    return `<path d="M0 ${y}H${edge}" stroke="#fff" stroke-opacity=".2" stroke-width="2"/>`;
  });
  const joints = [
    [0.31, 0, 0.26],
    [0.82, 0.26, 0.58],
    [0.2, 0.58, 1],
  ].map(([x, from, to]) => {
    const y = (part) => top + (edge - top) * part ** 0.8;
    const slant = (x - 0.5) * 60;
    return `<path d="M${x * edge} ${y(from)}L${x * edge + slant * (to - from)} ${y(to)}" stroke="#fff" stroke-opacity=".2" stroke-width="2"/>`;
  });
  return `<rect y="${top}" width="${edge}" height="${edge - top}" fill="url(#floor)"/><path d="M0 ${top}H${edge}" stroke="${floor}" stroke-width="3" stroke-opacity=".55"/>${boards.join('')}${joints.join('')}`;
}

/** Where an object touches the ground that it stands on: a soft shadow and a sharper one under it. */
export function contactShadow({ width, height, centre, ground, span, opacity = 0.3, colour = '#1b2430' }) {
  const blur = (id, deviation) =>
    `<filter id="${id}" x="-50%" y="-300%" width="200%" height="700%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    <defs>${blur('wide', span * 0.05)}${blur('near', span * 0.016)}</defs>
    <ellipse cx="${centre + span * 0.07}" cy="${ground}" rx="${span * 0.5}" ry="${span * 0.07}" fill="${colour}" opacity="${opacity}" filter="url(#wide)"/>
    <ellipse cx="${centre}" cy="${ground - span * 0.006}" rx="${span * 0.34}" ry="${span * 0.024}" fill="${colour}" opacity="${opacity * 1.15}" filter="url(#near)"/>
  </svg>`;
}

function svg(edge, body) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 ${edge} ${edge}">${body}</svg>`;
}
