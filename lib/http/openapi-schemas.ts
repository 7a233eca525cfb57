import { z } from 'zod';
import { invariant } from '@/lib/shared/invariant';

export type JsonSchema = { [member: string]: unknown };

type Use = { io: 'input' | 'output'; owner: string };

/** Schemas that carry a name (`.meta({ id })`) stand once under `components`; everything else where it is used. */
export class SchemaBook {
  readonly components: Record<string, JsonSchema> = {};

  /** The JSON Schema of what callers send (`input`) or get (`output`), its named parts moved into the book. `owner` names nameless loops. */
  add(schema: z.ZodType, { io, owner }: Use): JsonSchema {
    const { $defs = {}, ...root } = render(schema, io);
    // Defaults and the like make what is sent another shape than what is answered; then it needs a name of its own.
    const suffix = io === 'input' && !isSame(render(schema, 'input'), render(schema, 'output')) ? 'Input' : '';
    const nameOf = (id: string) =>
      id.startsWith('__schema') ? `${capitalised(owner)}${id.replace(/^__schema0?/, 'Node')}` : `${id}${suffix}`;
    for (const [id, definition] of Object.entries($defs)) this.keep(nameOf(id), renamed(definition, nameOf));

    const { id, ...definition } = renamed(root, nameOf);
    if (typeof id !== 'string') return definition;
    this.keep(nameOf(id), definition);
    return { $ref: `#/components/schemas/${nameOf(id)}` };
  }

  private keep(name: string, { id: _, ...definition }: JsonSchema): void {
    this.components[name] ??= definition;
    invariant(isSame(this.components[name], definition), `one schema is named ${name}`);
  }
}

function render(schema: z.ZodType, io: Use['io']): JsonSchema & { $defs?: Record<string, JsonSchema> } {
  const { $schema: _, ...rendered } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: tidy });
  return rendered as JsonSchema & { $defs?: Record<string, JsonSchema> };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** References into the schema's own definitions become references into the book. */
function renamed(schema: JsonSchema, nameOf: (id: string) => string): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => {
      const id = key === '$ref' && typeof value === 'string' ? /^#\/\$defs\/(.+)$/.exec(value)?.[1] : undefined;
      return id === undefined ? value : `#/components/schemas/${nameOf(id)}`;
    }),
  );
}

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'];

/** Leaves out what says nothing: patterns beside a format that implies them, bounds of the safe integers, answers closed to more members. */
const tidy: Override = ({ zodSchema, jsonSchema }) => {
  const { type, in: from, out } = zodSchema._zod.def as { type: string; in?: z.ZodType; out?: z.ZodType };
  if (type === 'pipe' && from instanceof z.ZodString && out instanceof z.ZodType && !(out instanceof z.ZodTransform)) {
    const { $schema: _, ...outer } = z.toJSONSchema(out, { unrepresentable: 'any', override: tidy });
    Object.assign(jsonSchema, outer);
  }
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (type === 'array' && JSON.stringify(jsonSchema.items) === '{"not":{}}') {
    jsonSchema.items = {};
    jsonSchema.maxItems = 0;
  }
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
