import { pictureStore } from '@/lib/catalog/pictures/picture-store';
import { readPictureFileName } from '@/lib/catalog/pictures/sizes';

type PictureRequest = { params: Promise<{ name: string }> };

/** A name's content never changes, so nobody has to ask twice. */
const forever = 'public, max-age=31536000, immutable';

/** One size of an uploaded picture. */
export async function GET(_request: Request, { params }: PictureRequest): Promise<Response> {
  const { name } = await params;
  const file = readPictureFileName(name);
  const bytes = file && (await pictureStore().get(name));
  if (!bytes) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': `image/${file.format}`, 'cache-control': forever },
  });
}
