import type { JsonSchema } from '@/lib/http/openapi-schemas';

/** A piece of a shape: plain text, or the name of a schema that is shown elsewhere on the page. */
export type ShapePart = string | { schema: string };

/**
 * A JSON Schema as people write shapes down: `{ quantity: integer 1–99; note?: string }`, with what is narrower than the type after it.
 * Named schemas are left as names.
 */
export function shapeOf(schema: JsonSchema, indent = ''): ShapePart[] {
  if (typeof schema.$ref === 'string') return [{ schema: schema.$ref.split('/').at(-1) ?? '' }];
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (choices) return choices.flatMap((choice, index) => [...(index > 0 ? [' | '] : []), ...shapeOf(choice, indent)]);
  if (Array.isArray(schema.enum)) return [schema.enum.map((value) => JSON.stringify(value)).join(' | ')];
  if ('const' in schema) return [JSON.stringify(schema.const)];
  const types = [schema.type].flat().filter((type): type is string => typeof type === 'string');
  if (types.length === 0) return ['any'];
  return types.flatMap((type, index) => [...(index > 0 ? [' | '] : []), ...shapeOfType(type, schema, indent)]);
}

function shapeOfType(type: string, schema: JsonSchema, indent: string): ShapePart[] {
  if (type === 'object') return objectShape(schema, indent);
  if (type === 'array') {
    return schema.maxItems === 0 ? ['[]'] : ['[ ', ...shapeOf((schema.items ?? {}) as JsonSchema, indent), ' ]'];
  }
  if (type === 'string') return [[schema.format ?? 'string', lengthOf(schema)].filter(Boolean).join(' ')];
  if (type === 'integer' || type === 'number') return [[type, rangeOf(schema)].filter(Boolean).join(' ')];
  return [type];
}

function objectShape(schema: JsonSchema, indent: string): ShapePart[] {
  const members = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const others = schema.additionalProperties;
  if (members.length === 0) {
    return others && typeof others === 'object'
      ? ['{ [name]: ', ...shapeOf(others as JsonSchema, indent), ' }']
      : ['{}'];
  }
  const required = (schema.required ?? []) as string[];
  const inner = `${indent}  `;
  return [
    '{\n',
    ...members.flatMap(([name, member]): ShapePart[] => [
      `${inner}${name}${required.includes(name) ? '' : '?'}: `,
      ...shapeOf(member, inner),
      'default' in member ? ` = ${JSON.stringify(member.default)}\n` : '\n',
    ]),
    `${indent}}`,
  ];
}

function lengthOf({ minLength = 0, maxLength, pattern }: JsonSchema): string {
  if (typeof maxLength === 'number') return `${minLength}–${maxLength} characters`;
  return typeof pattern === 'string' && pattern.length <= patternShownMax ? `/${pattern}/` : '';
}

const patternShownMax = 40;

function rangeOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const from = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : undefined);
  const grouped = (value: unknown) => Number(value).toLocaleString('en-US');
  if (from !== undefined && maximum !== undefined) return `${grouped(from)}–${grouped(maximum)}`;
  if (from !== undefined) return `≥ ${grouped(from)}`;
  return maximum === undefined ? '' : `≤ ${grouped(maximum)}`;
}
