import type { z } from 'zod';
import type { RouteDefinition, RouteHandler, Upload } from './define-route';
import { errorMeanings } from './error-meanings';
import { errorStatuses } from './errors';
import { conventions } from './openapi-conventions';
import { type JsonSchema, SchemaBook } from './openapi-schemas';
import { type Method, methods } from './other-methods';
import { Problem } from './problem';
import { streamBeatEvent, streamBeatMs } from './stream-beat';

/** What a route file exports, by section and path (as `/orders/{id}`) below /api/v1. */
export type RouteTable = Record<string, Record<string, Partial<Record<Method, unknown>>>>;

export type Operation = { section: string; path: string; method: Method; handler: RouteHandler };

/** Every operation of the table, in its order. */
export function operationsOf(table: RouteTable): Operation[] {
  return Object.entries(table).flatMap(([section, paths]) =>
    Object.entries(paths).flatMap(([path, module]) =>
      methods.flatMap((method) => {
        const handler = module[method];
        return isRoute(handler) ? [{ section, path, method, handler }] : [];
      }),
    ),
  );
}

/** Made by defineRoute; the other methods of a path only refuse. */
function isRoute(handler: unknown): handler is RouteHandler {
  return typeof handler === 'function' && 'definition' in handler;
}

export type OpenApiOperation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: JsonSchema[];
  requestBody?: JsonSchema;
  responses: Record<string, JsonSchema>;
};

export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: Record<string, Record<string, JsonSchema>>;
  /** Every code that a problem may carry. */
  'x-problem-codes': Record<string, { status: number; meaning: string }>;
};

/** The OpenAPI 3.1 document of a table of routes, made from the zod schemas that the routes themselves parse with. */
export function openApiDocument(table: RouteTable): OpenApiDocument {
  const book = new SchemaBook();
  const problem = book.add(Problem, { io: 'output', owner: 'problem' });
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operationsOf(table)) {
    const atPath = paths[operation.path] ?? {};
    paths[operation.path] = atPath;
    atPath[operation.method.toLowerCase()] = viewOperation(operation, book);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Maru', version: '1', description: conventions },
    servers: [{ url: '/api/v1' }],
    tags: Object.keys(table).map((name) => ({ name })),
    paths,
    components: {
      schemas: book.components,
      parameters: parameterComponents,
      headers: headerComponents,
      responses: responseComponents(problem),
      securitySchemes,
    },
    'x-problem-codes': problemCodes(),
  };
}

function viewOperation(
  { section, path, method, handler: { definition } }: Operation,
  book: SchemaBook,
): OpenApiOperation {
  const { name, summary, body, file, upload, idempotent } = definition;
  return {
    operationId: name,
    summary,
    tags: [section],
    security: securityOf(definition, path),
    parameters: [
      ...pathParameters(path, definition, book),
      ...queryParameters(definition, book),
      ...(idempotent ? [reference('parameters', 'IdempotencyKey')] : []),
      reference('parameters', 'AcceptLanguage'),
    ],
    ...(file && {
      requestBody: {
        required: true,
        description: `The file as it is, at most ${file.limitBytes} bytes.`,
        content: Object.fromEntries(file.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
      },
    }),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: book.add(body, { io: 'input', owner: name }) } },
      },
    }),
    ...(upload && { requestBody: { required: true, content: fileContent(upload) } }),
    responses: { ...successOf(definition, book), ...failuresOf(definition, method) },
  };
}

function securityOf({ actor }: RouteDefinition, path: string): Record<string, string[]>[] {
  const signedIn: Record<string, string[]>[] = [{ bearer: [] }, { session: [] }];
  if (actor !== 'public') return signedIn;
  return path.startsWith('/cart') ? [{ cartToken: [] }, ...signedIn, {}] : [{}, ...signedIn];
}

function pathParameters(path: string, { params, name }: RouteDefinition, book: SchemaBook): JsonSchema[] {
  const schemas = params ? propertiesOf(params, name, book).properties : {};
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: schemas[parameter] ?? { type: 'string' },
  }));
}

function queryParameters({ query, name }: RouteDefinition, book: SchemaBook): JsonSchema[] {
  if (!query) return [];
  const { properties, required } = propertiesOf(query, name, book);
  return Object.entries(properties).map(([parameter, schema]) => ({
    name: parameter,
    in: 'query',
    required: required.includes(parameter),
    schema,
  }));
}

function propertiesOf(schema: z.ZodType, owner: string, book: SchemaBook) {
  const { properties, required } = book.add(schema, { io: 'input', owner });
  return { properties: (properties ?? {}) as Record<string, JsonSchema>, required: (required ?? []) as string[] };
}

function successOf(
  { name, response, events, download, status, otherStatuses, idempotent }: RouteDefinition,
  book: SchemaBook,
): Record<string, JsonSchema> {
  const headers = {
    'X-Trace-Id': reference('headers', 'TraceId'),
    ...(idempotent && { 'Idempotency-Replayed': reference('headers', 'IdempotencyReplayed') }),
  };
  if (events)
    return { 200: { description: streamDescription(events), headers, content: eventStream(events, name, book) } };
  if (download) return { 200: { description: download.description, headers, content: fileContent(download) } };
  if (!response) return { [status ?? 204]: { description: 'Done', headers } };
  const schema = book.add(response, { io: 'output', owner: name });
  const done = { description: 'Done', headers, content: { 'application/json': { schema } } };
  return Object.fromEntries([status ?? 200, ...(otherStatuses?.statuses ?? [])].map((one) => [one, done]));
}

function fileContent({ mediaType, description }: Upload): JsonSchema {
  return { [mediaType]: { schema: { type: 'string', description } } };
}

function streamDescription(events: Record<string, z.ZodType>): string {
  const names = Object.keys(events).map((event) => `\`${event}\``);
  return [
    `A stream of Server-Sent Events that does not end: ${names.join(' and ')} messages, whose \`data\` is JSON.`,
    `While there is nothing to tell, a \`${streamBeatEvent}\` comes every ${streamBeatMs / 1000} seconds;`,
    'a stream that is silent for more than twice that is stalled.',
  ].join(' ');
}

function eventStream(events: Record<string, z.ZodType>, owner: string, book: SchemaBook) {
  const messages = Object.entries(events).map(([event, schema]) => ({
    type: 'object',
    properties: { event: { const: event }, id: { type: 'string' }, data: book.add(schema, { io: 'output', owner }) },
    required: ['event', 'id', 'data'],
  }));
  return { 'text/event-stream': { schema: messages.length === 1 ? messages[0] : { oneOf: messages } } };
}

/** Which statuses an operation can fail with, as far as its definition tells. */
function failuresOf({ actor, params, query, body, file, upload, idempotent, line }: RouteDefinition, method: Method) {
  const writes = method !== 'GET';
  const possible: Record<number, boolean> = {
    400: Boolean(query ?? body ?? idempotent),
    401: true,
    403: actor === 'admin' || writes,
    404: params !== undefined,
    409: writes,
    413: Boolean(body ?? file ?? upload),
    415: upload !== undefined,
    422: writes,
    429: line !== undefined,
    503: true,
  };
  const statuses = Object.keys(possible).filter((status) => possible[Number(status)]);
  return Object.fromEntries(
    [...statuses, 'default'].map((status) => [
      status,
      reference('responses', status === 'default' ? 'Problem' : `Problem${status}`),
    ]),
  );
}

function reference(kind: string, name: string): JsonSchema {
  return { $ref: `#/components/${kind}/${name}` };
}

const parameterComponents = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A new one for each intent, the same one for each repetition of it. Kept for 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'Language of names and of messages about input.',
    schema: { type: 'string', default: 'ko', examples: ['ko', 'en'] },
  },
};

const headerComponents = {
  TraceId: { description: 'Finds the request in the log.', schema: { type: 'string', format: 'uuid' } },
  IdempotencyReplayed: {
    description: 'The answer is that of an earlier request with the same key.',
    schema: { type: 'string', enum: ['true'] },
  },
  RetryAfter: { description: 'Seconds to wait before trying again.', schema: { type: 'integer', minimum: 0 } },
};

const failureDescriptions: Record<string, string> = {
  '': 'Any other failure, as 429 for too many attempts.',
  400: 'Malformed: `errors` says which fields, or the code says what.',
  401: 'Not signed in, or the bearer token is no good.',
  403: 'Not allowed.',
  404: 'Not found, or not yours.',
  409: 'In conflict with the present state.',
  413: 'The body is too large.',
  415: 'The body is of another media type.',
  422: 'Valid, but refused by a rule.',
  429: 'More ask at once than can be answered.',
  503: 'A needed part is away or swamped.',
};

function responseComponents(problem: JsonSchema): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(failureDescriptions).map(([status, description]) => [
      `Problem${status}`,
      {
        description,
        headers: {
          'X-Trace-Id': reference('headers', 'TraceId'),
          ...(['', '429', '503'].includes(status) && { 'Retry-After': reference('headers', 'RetryAfter') }),
        },
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'From `POST /auth/tokens`; good for 30 days.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'next-auth.session-token',
    description: 'A browser that is signed in. Its writes must come from our own pages.',
  },
  cartToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Cart-Token',
    description: 'A guest’s cart, from `POST /cart`. Browsers carry it as a cookie.',
  },
};

function problemCodes(): OpenApiDocument['x-problem-codes'] {
  const codes = Object.keys(errorMeanings) as (keyof typeof errorMeanings)[];
  return Object.fromEntries(codes.map((code) => [code, { status: errorStatuses[code], meaning: errorMeanings[code] }]));
}
