import type { uploadTypes } from './model';

type UploadType = (typeof uploadTypes)[number];

/** What a picture is by its first bytes; null for what is not taken. Names and headers are not asked: anybody can write those. */
export function pictureKind(bytes: Uint8Array): UploadType | null {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) === 'ftyp' && ['avif', 'avis'].includes(text(8, 12))) return 'image/avif';
  return null;
}
