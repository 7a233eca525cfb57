import type { ReactNode } from 'react';
import { readRun } from './run';

type RunLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown run is answered with 404 and not with a skeleton's 200. */
export default async function RunLayout({ params, children }: RunLayoutProps) {
  await readRun((await params).id);
  return children;
}
