/** Letters and digits of a single code, the check character among them. A shared code has any other length. */
export const singleCodeLength = 16;

/** However it is typed: any case, hyphens and spaces or none, O for 0, I and L for 1. */
export function normalizeCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
