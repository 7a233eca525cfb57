import type { FrameCategory } from './frame-data';

/** Whether the category with this slug is this one, or somewhere below it. */
export function categoryHolds({ slug, children }: FrameCategory, wanted: string | null): boolean {
  return slug === wanted || children.some((child) => categoryHolds(child, wanted));
}
