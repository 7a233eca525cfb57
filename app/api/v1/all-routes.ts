import type { RouteTable } from '@/lib/http/openapi';
import * as openApi from './openapi.json/route';
import { routes } from './routes';

/** Every route there is. The one that describes the others is not in their table, since it reads it. */
export const allRoutes = { ...routes, Operations: { '/openapi.json': openApi } } satisfies RouteTable;
