import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { changeStockedProduct } from '@/lib/inventory/change-stocked-product';
import { addProduct, testAdmin } from '@/lib/inventory/test-products';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import { ProductChange } from '../admin-model';
import { readAdminProduct } from '../admin-queries';
import { picturesPerProductMax } from '../model';
import { readProduct } from '../queries';
import { addPicture } from './add-picture';
import { arrangePictures } from './arrange-pictures';
import { folderStore } from './folder-store';
import type { PictureOrder } from './model';
import { removePicture } from './remove-picture';
import { type StoredPicture, storePicture } from './store-picture';
import { sweepPictures } from './sweep-pictures';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');
const dir = await mkdtemp(path.join(tmpdir(), 'maru-pictures-'));
const store = folderStore(dir);

beforeEach(async () => {
  for (const name of await readdir(dir)) await rm(path.join(dir, name));
});
afterAll(() => rm(dir, { recursive: true }));

describe('an uploaded picture', () => {
  test('is kept in the widths that it has, as AVIF and WebP', async () => {
    const stored = unwrap(await storePicture(store, await photo({ width: 600, height: 400 })));
    expect(stored).toMatchObject({
      width: 600,
      height: 400,
      url: expect.stringMatching(/^\/pictures\/[0-9a-f]{32}\.600\.webp$/),
    });
    const sizes = (await readdir(dir)).map((name) => name.replace(/^[0-9a-f]{32}\./, '')).sort();
    expect(sizes).toEqual(['480.avif', '480.webp', '600.avif', '600.webp']);
    for (const name of await readdir(dir)) {
      const { format, width } = await sharp(path.join(dir, name)).metadata();
      const [, expected, type] = name.split('.');
      expect({ width, format }).toEqual({ width: Number(expected), format: type === 'avif' ? 'heif' : 'webp' });
    }
  });

  test.each([
    ...['/../../etc/passwd', '/pictures/../demo/cup.webp', '//evil.example/cup.webp', '/demo/cup.png', '/icon.svg'],
    '/pictures/cup.webp',
  ])('is not at %s', (url) => {
    expect(ProductChange.safeParse({ pictures: [{ url, width: 1, height: 1 }] }).success).toBe(false);
  });

  test('can be named where a product is written once a product shows it, and stays the same one with its texts', async () => {
    const [{ productId }, other] = [await addProduct(), await addProduct()];
    const change = (id: string, pictures: StoredPicture[]) => {
      const wanted = ProductChange.parse({ pictures });
      return inTransaction((tx) => changeStockedProduct(tx, { actor: testAdmin, productId: id, change: wanted, now }));
    };
    const size = { width: 600, height: 400 };
    const [cup, bowl] = ['a', 'b'].map((letter) => ({ url: `/pictures/${letter.repeat(32)}.600.webp`, ...size })) as [
      StoredPicture,
      StoredPicture,
    ];
    const demo = { url: '/demo/moon-jar.webp', ...size };
    const unknown = { ok: false, error: { code: 'catalog.pictureUnknown', url: cup.url } };
    expect(await change(productId, [demo, cup])).toEqual(unknown);
    for (const picture of [cup, bowl])
      unwrap(await inTransaction((tx) => addPicture(tx, { actor: testAdmin, productId, picture })));
    unwrap(await change(other.productId, [demo, cup]));

    await db.picture.updateMany({ where: { productId, url: cup.url }, data: { altKo: '찻잔' } });
    const { id } = await db.picture.findFirstOrThrow({ where: { productId, url: cup.url } });
    unwrap(await change(productId, [demo, cup]));
    expect(unwrap(await readAdminProduct(db, { productId })).pictures).toMatchObject([
      { url: demo.url },
      { id, url: cup.url, alt: { ko: '찻잔' } },
    ]);
  });

  test('is turned as it was taken, and tells nothing of where', async () => {
    const upright = sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } });
    const exif = { IFD0: { Copyright: 'secret' }, IFD3: { GPSLatitudeRef: 'N' } };
    const bytes = await upright.jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    expect(unwrap(await storePicture(store, bytes))).toMatchObject({ width: 200, height: 300 });
    for (const name of await readdir(dir)) {
      const { exif: left, icc, orientation } = await sharp(path.join(dir, name)).metadata();
      expect({ left, icc, turned: orientation ?? 1 }).toEqual({ left: undefined, icc: undefined, turned: 1 });
    }
  });

  test('is never wider or higher than a page can use', async () => {
    expect(unwrap(await storePicture(store, await photo({ width: 2_000, height: 1_000 })))).toMatchObject({
      width: 1_600,
      height: 800,
    });
    expect(unwrap(await storePicture(store, await photo({ width: 30, height: 3_000 })))).toMatchObject({
      width: 24,
      height: 2_400,
    });
  });

  test('is refused for what it is, whatever it is called', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    );
    const gif = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .gif()
      .toBuffer();
    for (const bytes of [svg, gif, Buffer.from('%PDF-1.7'), Buffer.alloc(0)])
      expect(await storePicture(store, bytes)).toMatchObject({ error: { code: 'catalog.pictureUnsupported' } });
  });

  test('is refused when it is broken off, or broken within', async () => {
    const whole = await busyPhoto({ width: 600, height: 400 });
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    const png = await sharp(whole).png().toBuffer();
    png.fill(0, 60, 400);
    for (const bytes of [half, whole.subarray(0, 4), png])
      expect(await storePicture(store, bytes)).toMatchObject({ error: { code: 'catalog.pictureUnreadable' } });
    expect(await readdir(dir)).toEqual([]);
  });

  test('is refused before it is unpacked when a small file would become a huge picture', async () => {
    const bomb = blankPng({ width: 30_000, height: 30_000 });
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    expect(await storePicture(store, bomb)).toMatchObject({
      error: { code: 'catalog.pictureTooManyPixels', limitPixels: 50_000_000 },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

describe('a product’s pictures', () => {
  test('get places of their own, however many come at once, up to so many', async () => {
    const { productId } = await addProduct();
    const pictures = Array.from({ length: picturesPerProductMax + 3 }, (_, at) => plain(at));
    const added = await Promise.all(pictures.map((picture) => add(productId, picture)));
    expect(added.filter(({ ok }) => ok)).toHaveLength(picturesPerProductMax);
    expect(added.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'catalog.pictureLimit' } });
    const positions = (await db.picture.findMany({ where: { productId } })).map(({ position }) => position);
    expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: picturesPerProductMax }, (_, at) => at));
  });

  test('hold no picture twice, however often it is sent', async () => {
    const { productId } = await addProduct();
    const sent = await Promise.all([1, 1, 1].map((at) => addOne(productId, at)));
    expect(new Set(sent).size).toBe(1);
    expect(await db.picture.count({ where: { productId } })).toBe(1);
  });

  test('stand in the order they are put into, with words in both languages', async () => {
    const { productId } = await addProduct({ slug: 'jar' });
    const [a, b, c] = [await addOne(productId, 0), await addOne(productId, 1), await addOne(productId, 2)];
    unwrap(
      await arrange(productId, [
        { id: c, alt: { ko: '옆모습', en: 'From the side' } },
        { id: a, alt: { ko: '앞모습' } },
        { id: b },
      ]),
    );
    const product = unwrap(await readAdminProduct(db, { productId }));
    expect(product.pictures.map(({ id }) => id)).toEqual([c, a, b]);
    const alts = async (locale: 'ko' | 'en') =>
      unwrap(await readProduct(db, { idOrSlug: 'jar', now }, { locale })).images.map(({ alt }) => alt);
    expect(await alts('ko')).toEqual(['옆모습', '앞모습', '']);
    expect(await alts('en')).toEqual(['From the side', '앞모습', '']);
    expect(product.version).toBe(1);
    for (const stale of [[{ id: a }], [{ id: a }, { id: b }, { id: b }]])
      expect(await arrange(productId, stale)).toMatchObject({ error: { code: 'catalog.picturesChanged' } });
  });

  test('are added, arranged and removed at once without two in one place', async () => {
    const { productId } = await addProduct();
    const ids = [await addOne(productId, 0), await addOne(productId, 1), await addOne(productId, 2)];
    await Promise.all([
      add(productId, plain(3)),
      arrange(
        productId,
        [...ids].reverse().map((id) => ({ id })),
      ),
      remove(ids[0] ?? ''),
      add(productId, plain(4)),
      arrange(
        productId,
        ids.map((id) => ({ id })),
      ),
    ]);
    const left = await db.picture.findMany({ where: { productId }, orderBy: { position: 'asc' } });
    expect(left).toHaveLength(4);
    expect(await remove(ids[0] ?? '')).toMatchObject({ error: { code: 'catalog.pictureNotFound' } });
  });
});

describe('the sweep', () => {
  test('removes files that nobody shows once they are a day old, and no others', async () => {
    const { productId } = await addProduct();
    const [shown, dropped, fresh] = [
      unwrap(await storePicture(store, await photo({ width: 100, height: 100, background: 'red' }))),
      unwrap(await storePicture(store, await photo({ width: 100, height: 100, background: 'green' }))),
      unwrap(await storePicture(store, await photo({ width: 100, height: 100, background: 'blue' }))),
    ];
    unwrap(await add(productId, shown));
    const { id } = unwrap(await add(productId, dropped));
    unwrap(await remove(id));
    await writeFile(path.join(dir, 'half.part'), '');
    await writeFile(path.join(dir, 'readme.txt'), '');
    const freshHash = hashIn(fresh.url);
    const long = new Date(now.getTime() - 25 * 3_600_000);
    for (const name of await readdir(dir)) {
      const at = name.startsWith(freshHash) ? now : long;
      await utimes(path.join(dir, name), at, at);
    }
    expect(await sweepPictures(db, store, { now })).toEqual({ removedCount: 3 });
    const left = new Set((await readdir(dir)).map((name) => name.split('.')[0]));
    expect(left).toEqual(new Set([hashIn(shown.url), freshHash, 'readme']));
    expect(await sweepPictures(db, store, { now })).toEqual({ removedCount: 0 });
  });

  test('finds nothing where no picture was ever stored', async () => {
    expect(await sweepPictures(db, folderStore(path.join(dir, 'none')), { now })).toEqual({ removedCount: 0 });
  });
});

function hashIn(url: string): string {
  return required(/[0-9a-f]{32}/.exec(url), 'the hash in the address')[0];
}

function add(productId: string, picture: { url: string; width: number; height: number }) {
  return inTransaction((tx) => addPicture(tx, { actor: testAdmin, productId, picture }));
}

async function addOne(productId: string, at: number): Promise<string> {
  return unwrap(await add(productId, plain(at))).id;
}

function remove(pictureId: string) {
  return inTransaction((tx) => removePicture(tx, { actor: testAdmin, pictureId }));
}

function arrange(productId: string, order: PictureOrder['pictures']) {
  return inTransaction((tx) => arrangePictures(tx, { actor: testAdmin, productId, order }));
}

function plain(at: number) {
  return { url: `/pictures/${String(at).padStart(32, '0')}.160.webp`, width: 160, height: 160 };
}

function photo({ width, height, background = 'teal' }: { width: number; height: number; background?: string }) {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** With something in every part of it, so that it matters where it is broken off. */
function busyPhoto({ width, height }: { width: number; height: number }) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'black', noise } })
    .jpeg()
    .toBuffer();
}

/** A picture of one colour, as small as files get. */
function blankPng({ width, height }: { width: number; height: number }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit per pixel, in grey.
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
