/** `12,900` is a number, nothing is null, and all else stays the text that it is, so that it is refused at its field and not taken for nothing. */
export function numberIn(text: string): number | string | null {
  const plain = text.replace(/[\s,]/g, '');
  if (plain === '') return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : text;
}
