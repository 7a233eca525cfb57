/** `+8` or `−3`, with a true minus sign: it is as wide as the plus in a column. */
export function signed(units: number): string {
  const digits = Math.abs(units).toLocaleString('en-US');
  return units < 0 ? `−${digits}` : `+${digits}`;
}
