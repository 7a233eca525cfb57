import type { CategoryNode } from '@/lib/catalog/model';

/** A category as a select shows it: the tree as a list, each with how deep it lies. */
export type CategoryChoice = { id: string; slug: string; name: string; depth: number };

export function categoryChoices(nodes: CategoryNode[], depth = 0): CategoryChoice[] {
  return nodes.flatMap(({ id, slug, name, children }) => [
    { id, slug, name, depth },
    ...categoryChoices(children, depth + 1),
  ]);
}

/** An `<option>` has no room but its text: spaces that stay show the depth. */
export function indented({ name, depth }: CategoryChoice): string {
  return `${'\u2003'.repeat(depth)}${name}`;
}
