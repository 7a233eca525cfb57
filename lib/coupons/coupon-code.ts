import { createHash, randomInt } from 'node:crypto';
import { normalizeCode, singleCodeLength } from './normalize-code';

/** Crockford's base 32: no letters that are read as digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 75 random bits; with the check character four groups of four. */
const randomLength = singleCodeLength - 1;
const groupLength = 4;

/** A new single code, as `7K3Q-ZD9M-04XA-P2TC`. The last character checks the others. */
export function newCouponCode(): string {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  const code = random + checkCharacter(random);
  return code.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? code;
}

/** Whether there can be such a code, so that a typing mistake is seen before anything is looked for: of a single one by its check character. */
export function isWellFormed(typed: string): boolean {
  const code = normalizeCode(typed);
  if (code.length !== singleCodeLength) return /^[0-9A-Z]{4,32}$/.test(code);
  const [random, check] = [code.slice(0, -1), code.slice(-1)];
  return /^[0-9A-HJKMNP-TV-Z]+$/.test(code) && checkCharacter(random) === check;
}

/** What a code is kept and found by. Its 75 random bits need no salt; a shared code is no secret. */
export function hashCode(typed: string): Buffer {
  return createHash('sha256').update(normalizeCode(typed)).digest();
}

/** Luhn's sum over 32 characters: notices any one wrong character and nearly every swap of neighbours. */
function checkCharacter(characters: string): string {
  const sum = [...characters].toReversed().reduce((total, character, place) => {
    const doubled = alphabet.indexOf(character) * (place % 2 === 0 ? 2 : 1);
    return total + Math.floor(doubled / alphabet.length) + (doubled % alphabet.length);
  }, 0);
  return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length] ?? '';
}
