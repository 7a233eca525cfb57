import { randomBytes } from 'node:crypto';

/** The last id's millisecond, and how many came in it before. */
const last = { ms: 0, count: 0 };
/** The twelve bits beside the version; what comes beyond them grows no more, and is as unique. */
const countMax = 0xfff;

/**
 * A UUIDv7: unique, and growing with time, so that new rows land at the end of an index. Those of one process grow within a millisecond,
 * too (RFC 9562, 6.2): what it writes one after the other has that order.
 */
export function newId(): string {
  const ms = Date.now();
  last.count = ms === last.ms ? Math.min(last.count + 1, countMax) : 0;
  last.ms = ms;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(last.count, 6);
  return uuidText(bytes, 7);
}

/** The least that `newId` can give at a moment: ids that grow with time are compared with it instead of a column of their own. */
export function firstIdAt(at: Date): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  return uuidText(bytes, 7);
}

/** A UUID that is the same whenever the bytes are, for ids that follow from what they name. Takes the first 16 bytes. */
export function uuidFromBytes(bytes: Buffer): string {
  return uuidText(Buffer.from(bytes.subarray(0, 16)), 8);
}

function uuidText(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return uuidPattern.test(text);
}
