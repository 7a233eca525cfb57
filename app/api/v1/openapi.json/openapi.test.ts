import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allRoutes as routes } from '@/app/api/v1/all-routes';
import { errorStatuses } from '@/lib/http/errors';
import { openApiDocument, operationsOf } from '@/lib/http/openapi';
import type { JsonSchema } from '@/lib/http/openapi-schemas';
import { methods } from '@/lib/http/other-methods';

const root = fileURLToPath(new URL('..', import.meta.url));
const operations = operationsOf(routes);
const document = openApiDocument(routes);
const described = Object.entries(document.paths).flatMap(([path, atPath]) =>
  Object.entries(atPath).map(([method, operation]) => ({ path, method, operation })),
);

/** The paths of the route files below /api/v1, as `/orders/{id}`. The catch-all answers what is none of them. */
function pathsOnDisk(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts') && !file.startsWith('[[...'))
    .map((file) => `/${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`)
    .sort();
}

describe('the table of routes', () => {
  const table: Record<string, Record<string, unknown>> = Object.assign({}, ...Object.values(routes));

  it('lists every route file, and nothing else', () => {
    expect(Object.keys(table).sort()).toEqual(pathsOnDisk());
  });

  it.each(Object.entries(table))(
    '%s answers every method: by a definition, or with 405 and those it has',
    async (_, module) => {
      const defined = operationsOf({ One: { '/one': module } });
      expect(defined.length).toBeGreaterThan(0);
      for (const method of methods) {
        const handler = module[method] as (() => Response) | undefined;
        if (defined.some((one) => one.method === method)) continue;
        const response = handler?.();
        expect(response?.status, `export it: otherMethods() makes ${method}`).toBe(405);
        expect(response?.headers.get('allow')?.split(', ')).toEqual(
          expect.arrayContaining(defined.map((one) => one.method)),
        );
        expect(await response?.json()).toMatchObject({ code: 'http.methodNotAllowed' });
      }
      const told = (module.OPTIONS as (() => Response) | undefined)?.();
      expect(told?.status, 'export it: otherMethods() makes OPTIONS').toBe(204);
      const own = defined.map((one) => one.method);
      const heads = own.includes('GET') ? ['HEAD'] : [];
      expect(told?.headers.get('allow')?.split(', ').sort()).toEqual([...own, ...heads, 'OPTIONS'].sort());
    },
  );

  it('finds a planted file that is missing from it, and a handler without a definition', () => {
    expect([...pathsOnDisk(), '/planted']).not.toEqual(Object.keys(table).sort());
    const bare = async () => new Response();
    expect(operationsOf({ Planted: { '/planted': { GET: bare } } })).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  it('describes every operation once, under a name of its own', () => {
    expect(described).toHaveLength(operations.length);
    const names = described.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('is plain JSON whose references all lead somewhere', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    for (const target of references(document)) expect(resolve(target), target).toBeDefined();
  });

  it('says what each path parameter is, and names no other', () => {
    for (const { path, operation } of described) {
      const expected = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const named = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(named, path).toEqual(expected);
    }
  });

  it('tells of the key, the token and the ways to fail where they apply', () => {
    for (const { handler, method } of operations) {
      const { name, idempotent, actor, response, status } = handler.definition;
      const operation = described.find((one) => one.operation.operationId === name)?.operation;
      const headers = operation?.parameters.map((one) => one.$ref);
      expect(headers?.includes('#/components/parameters/IdempotencyKey'), name).toBe(idempotent ?? false);
      expect(
        operation?.security.some((one) => Object.keys(one).length === 0),
        name,
      ).toBe(actor === 'public');
      expect(operation?.responses, name).toHaveProperty(String(status ?? (response ? 200 : 204)));
      expect(operation?.responses, name).toHaveProperty('401');
      if (method === 'GET') expect(operation?.requestBody).toBeUndefined();
    }
  });

  it('has a shape for every body that is sent and answered', () => {
    for (const { operation } of described) {
      for (const media of mediaOf(operation))
        expect(Object.keys(media.schema ?? {}), operation.operationId).not.toEqual([]);
    }
  });

  it('tells every code with its status', () => {
    expect(Object.keys(document['x-problem-codes']).sort()).toEqual(Object.keys(errorStatuses).sort());
  });

  it('keeps what is sent apart from what is answered where defaults make them differ', () => {
    const Note = z.object({ text: z.string(), pinned: z.boolean().default(false) }).meta({ id: 'TestNote' });
    const handler = Object.assign(async () => new Response(), {
      definition: { name: 'keepNote', summary: '', body: Note, response: Note, actor: 'public' as const },
    });
    const { components } = openApiDocument({ Notes: { '/notes': { POST: handler } } });
    expect(components.schemas?.TestNote?.required).toEqual(['text', 'pinned']);
    expect(components.schemas?.TestNoteInput?.required).toEqual(['text']);
  });
});

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}

function resolve(target: string): unknown {
  return target
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

type Operation = (typeof described)[number]['operation'];

function mediaOf({ requestBody, responses }: Operation): JsonSchema[] {
  return [requestBody, ...Object.values(responses)].flatMap((one) =>
    Object.values((one?.content ?? {}) as Record<string, JsonSchema>),
  );
}
