import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 6;
/** Made once: making one costs more than the whole rest. */
const dayInSeoul = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short' });

/** `261123-7K3QZD`: the day in Seoul and six random letters, good to read out on the phone. UNIQUE in the table; a clash is tried again. */
export function newOrderNumber(now: Date): string {
  const day = dayInSeoul.format(now);
  const letters = Array.from({ length: randomLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return `${day.slice(2).replaceAll('-', '')}-${letters}`;
}
