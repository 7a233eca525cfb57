import type { JsonSchema } from '@/lib/http/openapi-schemas';

/** What the tests of bad input send: values that no field wants, put into samples made from the OpenAPI document's schemas. */

const long = 'x'.repeat(5_000);

/** JSON texts, since some of these can't be had by `JSON.stringify`. */
export const badJson = [
  ...['null', 'true', '0', '-1', '1.5', '1e308', '1e999', '9007199254740993', '2147483648', '-2147483649'],
  ...['""', '" "', '"x"', '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\u202e"', '"\\n"', `"${long}"`, '"1"', '"NaN"'],
  ...[
    '"0000-01-01"',
    '"2026-02-30T99:99:99Z"',
    '"\'; DROP TABLE orders; --"',
    '"http://[::1"',
    '"javascript:alert(1)"',
  ],
  ...['[]', '{}', '[null]', '[[[[]]]]', '{"a":{"b":1}}', '{"__proto__":{"a":1}}'],
];

/** Bodies that are wrong as a whole. */
export const badBodies: (string | Uint8Array<ArrayBuffer>)[] = [
  ...[
    'null',
    '[]',
    '"x"',
    '1',
    'true',
    '{',
    '{"a":',
    'undefined',
    '<x/>',
    "{'a':1}",
    '{"a":1}}',
    '\ufeff{}',
    '{"a":"\\u0000"}',
  ],
  `${'['.repeat(60_000)}${']'.repeat(60_000)}`,
  new Uint8Array([0xff, 0xfe, 0x00]),
  new Uint8Array([0x1f, 0x8b, 0x08, 0x00]),
];

/** Parts of a query, as they stand in the address. */
export const badQueryValues = [
  ...['', '%20', 'x', '-1', '0', '1.5', '1e999', '99999999999999999999', 'NaN', 'null', '[]', '{}', 'true'],
  ...['%00', 'a%00b', '%EF%BF%BF', '%ED%A0%80', '%zz', '%', '%5C', '%25%5F', "';--", '%E2%80%AE', long],
  ...[
    '0000-01-01',
    '0000-01-01T00:00:00Z',
    '0000-01-01T00:00:00%2B14:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31',
    '2026-02-30',
    '2026-01-01T00:00:00%2B23:59',
  ],
  ...['00000000-0000-0000-0000-000000000000', '2026-11-23T03:00:00Z'],
];

const someId = '01a20755-ffca-7bb9-b2fd-1062de2dc6df';

/** Cursors that no list gave. One text alone is no such: lists by name or SKU give that. */
export const badCursors = [
  ...['x', '%%', 'e30', 'W10', 'bnVsbA', '!!!!', long.slice(0, 900)],
  ...[
    ...[[1, 2], [null, null], [{}], ['a\u0000'], ['name', 'a\u0000', someId]],
    ...[
      ['2026-11-23T03:00:00.000Z', 'x'],
      ['2026-11-23T03:00:00.000Z', 1, 2, 3],
      // Of the right shape, but before Postgres's calendar begins.
      ['0000-01-01T00:00:00.000Z', someId],
      ['newest', '0000-01-01T00:00:00.000Z', someId],
    ],
  ].map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
];

/** Values of a path's parameter, as they stand in the address. */
export const badParameters = [
  ...['x', '0', '-1', 'null', '%00', 'a%00', '%2e%2e%2f', "';--", '%ED%95%9C', '%zz', long],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '01a20755-ffca-7bb9-b2fd-1062de2dc6dfx',
  ],
];

export const badKeys = ['a b', 'a\tb', '\u00e9', 'x'.repeat(256), 'x'.repeat(10_000)];

export const badAuthorizations = [
  'Bearer',
  'Bearer x',
  'bearer maru_',
  `Bearer ${long}`,
  'Bearer \u00e9',
  'Basic eDp5',
  'x',
];

/** Samples of fields that a schema alone does not tell. */
const byName: Record<string, unknown> = {
  phone: '010-1234-5678',
  postalCode: '04524',
  email: 'sample@maru.example',
  password: 'maru-demo',
  sku: 'SAMPLE-1',
  slug: 'sample',
  url: 'https://example.com/hook',
  expectedTotalWon: 1_000_000_000,
  compareAtWon: 20_000,
  deltaUnits: 1,
  safetyMaxUnits: 100,
  groupKey: 'd41d8cd98f00b204e9800998ecf8427e',
};

/** Something that the schema takes, every member included. `known` gives values by the member's name. */
export function sample(schema: JsonSchema, known: Record<string, unknown>, name = ''): unknown {
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  // A time is called `to` as well as a state.
  if (name in known && !choices?.some(({ format }) => format === 'date-time')) return known[name];
  if (name in byName && schema.type !== 'object') return byName[name];
  if (choices?.[0]) return sample(choices[0], known);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if ('const' in schema) return schema.const;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return sampleMembers(schema, known);
  if (type === 'array') return schema.maxItems === 0 ? [] : [sample(schema.items as JsonSchema, known)];
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return Math.max(1, Number(schema.minimum ?? 1));
  if (schema.format === 'date-time') return '2026-11-23T03:00:00Z';
  if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  return 'sample'.padEnd(Number(schema.minLength ?? 0), 'x');
}

function sampleMembers(schema: JsonSchema, known: Record<string, unknown>): Record<string, unknown> {
  const members = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return Object.fromEntries(members.map(([name, member]) => [name, sample(member, known, name)]));
}

const mark = '@@here@@';

/** All of them at every place would be tens of thousands of requests: each place has every third, another third from place to place. */
const thirds = 3;

/** Every third of the values, of which `turn` says which. */
export function thirdOf<Value>(values: Value[], turn: number): Value[] {
  return values.filter((_, index) => (index + turn) % thirds === 0);
}

/**
 * JSON texts of the value with, at each place in it in turn, a third of the bad values instead; with each member missing; and with one too
 * many. `turn` varies which third.
 */
export function spoil(value: unknown, turn: number): string[] {
  const places = placesIn(value);
  return [
    ...places.flatMap((place, index) => {
      const template = JSON.stringify(replaced(value, place, mark));
      return thirdOf(badJson, turn + index).map((bad) => template.replace(JSON.stringify(mark), () => bad));
    }),
    ...places.map((place) => JSON.stringify(replaced(value, place, undefined))),
    JSON.stringify({ ...(value as object), tooMany: mark }).replace(JSON.stringify(mark), () => nested(30_000)),
    JSON.stringify({ ...(value as object), tooMany: 1, constructor: {}, toString: 1 }),
  ];
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

type Place = (string | number)[];

function placesIn(value: unknown, place: Place = []): Place[] {
  if (value === null || typeof value !== 'object') return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => [[...place, key], ...placesIn(inner, [...place, key])]);
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((inner, index) => (index === key ? replaced(inner, rest, by) : inner));
  const members = value as Record<string, unknown>;
  return { ...members, [key]: replaced(members[key], rest, by) };
}
