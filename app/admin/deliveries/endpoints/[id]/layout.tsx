import type { ReactNode } from 'react';
import { readEndpoint } from './endpoint';

type EndpointLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown endpoint is answered with 404 and not with a skeleton's 200. */
export default async function EndpointLayout({ params, children }: EndpointLayoutProps) {
  await readEndpoint((await params).id);
  return children;
}
