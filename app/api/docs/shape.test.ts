import { expect, it } from 'vitest';
import { shapeOf } from './shape';

const text = (schema: Parameters<typeof shapeOf>[0]) =>
  shapeOf(schema)
    .map((part) => (typeof part === 'string' ? part : `<${part.schema}>`))
    .join('');

it.each([
  [{ type: 'string' }, 'string'],
  [{ type: 'string', format: 'uuid' }, 'uuid'],
  [{ type: 'string', minLength: 1, maxLength: 80 }, 'string 1–80 characters'],
  [{ type: 'string', pattern: '^\\d{5}$' }, 'string /^\\d{5}$/'],
  [{ type: 'integer', minimum: 0, maximum: 1000 }, 'integer 0–1,000'],
  [{ type: 'integer', minimum: 1 }, 'integer ≥ 1'],
  [{ type: ['integer', 'null'] }, 'integer | null'],
  [{ enum: ['PAID', 'SHIPPED'] }, '"PAID" | "SHIPPED"'],
  [{ anyOf: [{ $ref: '#/components/schemas/Cart' }, { type: 'null' }] }, '<Cart> | null'],
  [{ type: 'array', items: { type: 'string' } }, '[ string ]'],
  [{ type: 'array', items: {}, maxItems: 0 }, '[]'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, '{ [name]: string }'],
  [{}, 'any'],
])('%j reads %s', (schema, shape) => {
  expect(text(schema)).toBe(shape);
});

it('lays an object out by member, the optional ones marked, defaults said', () => {
  const address = { type: 'object', properties: { line1: { type: 'string' } }, required: ['line1'] };
  const properties = { address, pay: { type: 'boolean', default: true } };
  expect(text({ type: 'object', properties, required: ['address'] })).toBe(
    '{\n  address: {\n    line1: string\n  }\n  pay?: boolean = true\n}',
  );
});
