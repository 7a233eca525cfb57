/**
 * How each demo product is pictured by scripts/make-demo-art.mjs: an object of Fluent Emoji (MIT) in a small room of soft light.
 *
 * `stand`: on a wooden floor before a wall. `lie`: seen from above, on a sheet of paper or cloth. `hang`: on the wall.
 */
export type Scene = 'stand' | 'lie' | 'hang';

/** What is on the wall behind a standing or hanging object, or under a lying one. */
export type Backdrop = 'arch' | 'sun' | 'window' | 'plain' | 'sheet';

export type Palette = keyof typeof palettes;

/** Wall above and below, floor, and the shape behind. */
export const palettes = {
  clay: { wall: ['#f6e6da', '#efd2c0'], floor: '#dcb299', shape: '#fbf3ec' },
  celadon: { wall: ['#e3efe6', '#c6dfd0'], floor: '#a8c9b6', shape: '#f3f9f4' },
  sky: { wall: ['#e4eef8', '#c6dbef'], floor: '#a9c5e0', shape: '#f4f9fd' },
  lilac: { wall: ['#ece8f7', '#d6cdec'], floor: '#bdb0dc', shape: '#f8f5fd' },
  butter: { wall: ['#fbf1d6', '#f4deaa'], floor: '#e0c181', shape: '#fffaec' },
  blush: { wall: ['#fae7e6', '#f1cbca'], floor: '#dfa9a9', shape: '#fdf5f4' },
  stone: { wall: ['#eeeeea', '#dadad3'], floor: '#bfbdb3', shape: '#fafaf8' },
  dusk: { wall: ['#5b6c8f', '#39486b'], floor: '#2b3655', shape: '#f4dfa8' },
} as const;

/** Turns an icon's colours into calmer ones, as sharp's `modulate`. */
export type Tint = { hue?: number; saturation?: number; brightness?: number };

export type Thing = { icon: string; tint?: Tint };

export type Art = {
  thing: Thing;
  scene: Scene;
  backdrop: Backdrop;
  palette: Palette;
  /** Edge of the object as a part of the picture's. */
  scale?: number;
  /** The second picture: other light, and something beside it. */
  second: { palette: Palette; beside: Thing };
};

const thing = (icon: string, tint?: Tint): Thing => ({ icon, ...(tint && { tint }) });

export const art: Record<string, Art> = {
  'morning-teacup': {
    thing: thing('teacup-without-handle'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'celadon',
    second: { palette: 'clay', beside: thing('leaf-fluttering-in-wind') },
  },
  'celadon-teapot': {
    thing: thing('teapot', { hue: 178, saturation: 0.42, brightness: 1.12 }),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'stone',
    second: { palette: 'celadon', beside: thing('teacup-without-handle') },
  },
  'rice-bowl': {
    thing: thing('cooked-rice', { hue: 215, saturation: 0.6 }),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'butter',
    second: { palette: 'sky', beside: thing('chopsticks') },
  },
  'plate-for-one': {
    thing: thing('fork-and-knife-with-plate'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'clay',
    second: { palette: 'celadon', beside: thing('herb') },
  },
  'speckled-mug': {
    thing: thing('hot-beverage'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'blush',
    second: { palette: 'stone', beside: thing('cookie') },
  },
  'earthen-vase': {
    thing: thing('amphora'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'clay',
    second: { palette: 'butter', beside: thing('tulip') },
  },
  'moon-jar': {
    thing: thing('moon-jar'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'dusk',
    second: { palette: 'celadon', beside: thing('cherry-blossom') },
  },

  'slow-fountain-pen': {
    thing: thing('fountain-pen'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'sky',
    second: { palette: 'stone', beside: thing('notebook') },
  },
  'twelve-pencils': {
    thing: thing('pencil'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'butter',
    second: { palette: 'blush', beside: thing('straight-ruler') },
  },
  'round-brush': {
    thing: thing('paintbrush'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'blush',
    second: { palette: 'sky', beside: thing('artist-palette') },
  },
  'watercolour-palette': {
    thing: thing('artist-palette'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'lilac',
    second: { palette: 'butter', beside: thing('paintbrush') },
  },
  'night-notebook': {
    thing: thing('notebook-with-decorative-cover'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'lilac',
    second: { palette: 'dusk', beside: thing('pencil') },
  },
  'love-letter-set': {
    thing: thing('love-letter'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'blush',
    second: { palette: 'celadon', beside: thing('rosette') },
  },
  'one-day-calendar': {
    thing: thing('spiral-calendar'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'sky',
    second: { palette: 'butter', beside: thing('pen') },
  },

  'beeswax-candle': {
    thing: thing('candle'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'dusk',
    second: { palette: 'butter', beside: thing('honey-pot') },
  },
  'clay-oil-lamp': {
    thing: thing('diya-lamp'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'lilac',
    second: { palette: 'dusk', beside: thing('full-moon') },
  },
  'lotus-incense': {
    thing: thing('lotus', { saturation: 0.85 }),
    scene: 'lie',
    backdrop: 'sun',
    palette: 'celadon',
    second: { palette: 'blush', beside: thing('leaf-fluttering-in-wind') },
  },
  'mulberry-soap': {
    thing: thing('soap', { saturation: 0.8 }),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'lilac',
    second: { palette: 'sky', beside: thing('sponge') },
  },
  'rice-water-lotion': {
    thing: thing('lotion-bottle'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'blush',
    second: { palette: 'stone', beside: thing('sheaf-of-rice') },
  },
  'sea-sponge': {
    thing: thing('sponge'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'sky',
    second: { palette: 'celadon', beside: thing('soap') },
  },

  'tangerine-tea': {
    thing: thing('tangerine'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'butter',
    second: { palette: 'celadon', beside: thing('teacup-without-handle') },
  },
  'chestnut-honey': {
    thing: thing('honey-pot'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'butter',
    second: { palette: 'clay', beside: thing('chestnut') },
  },
  'flower-dasik': {
    thing: thing('moon-cake'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'celadon',
    second: { palette: 'butter', beside: thing('teacup-without-handle') },
  },
  'lacquer-chopsticks': {
    thing: thing('chopsticks'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'stone',
    second: { palette: 'clay', beside: thing('cooked-rice', { hue: 215, saturation: 0.6 }) },
  },
  'iron-egg-pan': {
    thing: thing('cooking'),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'sky',
    second: { palette: 'butter', beside: thing('egg') },
  },
  'lidded-pot': {
    thing: thing('pot-of-food'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'celadon',
    second: { palette: 'clay', beside: thing('leafy-green') },
  },
  'picnic-lunchbox': {
    thing: thing('bento-box'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'celadon',
    second: { palette: 'butter', beside: thing('tangerine') },
  },
  'glass-jar': {
    thing: thing('jar'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'stone',
    second: { palette: 'sky', beside: thing('cookie') },
  },

  'garden-tee': {
    thing: thing('t-shirt', { saturation: 0.8 }),
    scene: 'hang',
    backdrop: 'plain',
    palette: 'celadon',
    second: { palette: 'butter', beside: thing('seedling') },
  },
  'spring-coat': {
    thing: thing('coat'),
    scene: 'hang',
    backdrop: 'arch',
    palette: 'stone',
    second: { palette: 'blush', beside: thing('cherry-blossom') },
  },
  'wool-scarf': {
    thing: thing('scarf'),
    scene: 'hang',
    backdrop: 'plain',
    palette: 'blush',
    second: { palette: 'sky', beside: thing('yarn') },
  },
  'knit-gloves': {
    thing: thing('gloves', { saturation: 0.8 }),
    scene: 'lie',
    backdrop: 'sheet',
    palette: 'lilac',
    second: { palette: 'celadon', beside: thing('yarn', { hue: 60 }) },
  },
  'odd-socks': {
    thing: thing('socks'),
    scene: 'hang',
    backdrop: 'plain',
    palette: 'butter',
    second: { palette: 'sky', beside: thing('thread') },
  },
  'wide-brim-hat': {
    thing: thing('womans-hat'),
    scene: 'hang',
    backdrop: 'sun',
    palette: 'sky',
    second: { palette: 'butter', beside: thing('sunflower') },
  },
  'weekend-bag': {
    thing: thing('handbag'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'clay',
    second: { palette: 'stone', beside: thing('ticket') },
  },
  'rainy-umbrella': {
    thing: thing('umbrella'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'lilac',
    second: { palette: 'sky', beside: thing('cloud-with-rain') },
  },

  'little-chair': {
    thing: thing('chair'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'clay',
    second: { palette: 'celadon', beside: thing('potted-plant') },
  },
  'low-sofa': {
    thing: thing('couch-and-lamp'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'sky',
    scale: 0.64,
    second: { palette: 'stone', beside: thing('cat', { saturation: 0.9 }) },
  },
  'rush-basket': {
    thing: thing('basket'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'butter',
    second: { palette: 'celadon', beside: thing('tangerine') },
  },
  'flower-mirror': {
    thing: thing('mirror'),
    scene: 'hang',
    backdrop: 'plain',
    palette: 'lilac',
    second: { palette: 'blush', beside: thing('tulip') },
  },
  'windowsill-plant': {
    thing: thing('potted-plant'),
    scene: 'stand',
    backdrop: 'window',
    palette: 'celadon',
    second: { palette: 'butter', beside: thing('sun') },
  },
  'paper-lantern': {
    thing: thing('red-paper-lantern', { hue: 14, saturation: 0.75, brightness: 1.1 }),
    scene: 'hang',
    backdrop: 'plain',
    palette: 'dusk',
    second: { palette: 'clay', beside: thing('full-moon') },
  },
  'bare-bulb-lamp': {
    thing: thing('light-bulb'),
    scene: 'hang',
    backdrop: 'sun',
    palette: 'dusk',
    second: { palette: 'butter', beside: thing('books') },
  },
  'mantel-clock': {
    thing: thing('mantelpiece-clock'),
    scene: 'stand',
    backdrop: 'arch',
    palette: 'celadon',
    second: { palette: 'stone', beside: thing('books') },
  },
  'desk-radio': {
    thing: thing('radio'),
    scene: 'stand',
    backdrop: 'sun',
    palette: 'lilac',
    second: { palette: 'clay', beside: thing('hot-beverage') },
  },
};
