import { z } from 'zod';

/** Of a page's address: what is not a choice, as an empty field of the form or something that someone edited, is none. */
export function orNone<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => value || undefined, schema.optional()).catch(undefined);
}
