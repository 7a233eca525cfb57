import { z } from 'zod';
import { routes } from '@/app/api/v1/routes';
import { defineRoute, type RouteHandler } from '@/lib/http/define-route';
import { type OpenApiDocument, openApiDocument } from '@/lib/http/openapi';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

/** The same until the next release. */
const cacheSeconds = 300;

let made: OpenApiDocument | undefined;

export const GET: RouteHandler = defineRoute(
  {
    name: 'readOpenApi',
    summary: 'This API, as an OpenAPI 3.1 document',
    response: z.looseObject({ openapi: z.literal('3.1.0') }),
    actor: 'public',
    headers: () => ({ 'cache-control': `public, max-age=${cacheSeconds}` }),
  },
  () => {
    made ??= openApiDocument({ ...routes, Operations: { '/openapi.json': { GET } } });
    return ok(made);
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
