/** A variant's options on one line: `흰색 · M`. */
export function optionsText(options: Record<string, string>): string {
  return Object.values(options).join(' · ');
}
