import { z } from 'zod';
import { type Answer, classifyStatus, deliveryBody, type FrozenDelivery } from './rules';

/** Most bytes that the items of one call have in all, unless one alone is larger; common receivers take a megabyte. */
export const batchBytesMax = 900_000;
/** How much of the answer to a batch is read: some hundred results with room for words. */
export const batchAnswerBytesMax = 256_000;

/** The body of a call with several: each item's bytes are those that it would have alone. */
export function batchBody(bodies: readonly string[]): string {
  return `{"items":[${bodies.join(',')}]}`;
}

/** The bodies of those at the front that fit into one call, always at least one; the others are for another. */
export function fitBatch(deliveries: readonly FrozenDelivery[]): string[] {
  const bodies: string[] = [];
  let bytes = 0;
  for (const delivery of deliveries) {
    const body = deliveryBody(delivery);
    bytes += Buffer.byteLength(body);
    if (bodies.length > 0 && bytes > batchBytesMax) break;
    bodies.push(body);
  }
  return bodies;
}

const BatchAnswer = z.object({
  results: z.array(z.object({ id: z.string(), status: z.union([z.string(), z.number()]) })),
});

/** Words that acknowledge an item; so does a number of 200 to 299. */
const acknowledging = ['ok', 'applied', 'duplicate'];

/**
 * What a call's answer means for each of its items.
 *
 * A failed call fails them all. A 2xx that has `results` settles each as it says, and what it leaves out has failed (BAD_RESPONSE), as has
 * everything when the results can't be read to their end, or are broken JSON. A 2xx without results settles them all.
 */
export function splitAnswer(answer: Answer, ids: readonly string[]): Answer[] {
  const { body } = answer;
  if (answer.errorClass !== null || body === undefined) return ids.map(() => answer);
  const whole = (error: string) => ids.map(() => failed(answer, error));
  if (!body.isWhole) return whole('The answer broke off, or is too long.');
  // Takes a byte order mark away, too.
  const text = body.text.trim();
  const json = parseJson(text);
  // Only an object can have results.
  if (json === undefined && text.startsWith('{')) return whole('The answer is not JSON, though it begins as such.');
  if (typeof json !== 'object' || json === null || !('results' in json)) return ids.map(() => answer);
  const parsed = BatchAnswer.safeParse(json);
  if (!parsed.success) return whole('The results are not a list of { id, status }.');
  const statuses = new Map(parsed.data.results.map(({ id, status }) => [id, status]));
  return ids.map((id) => itemAnswer(answer, statuses.get(id)));
}

function itemAnswer(answer: Answer, status: string | number | undefined): Answer {
  if (status === undefined) return failed(answer, 'The results leave this delivery out.');
  if (typeof status === 'string')
    return acknowledging.includes(status) ? answer : failed(answer, `The receiver answered “${status.slice(0, 200)}”.`);
  const errorClass = classifyStatus(status);
  return errorClass === null ? answer : { ...answer, errorClass, error: `The receiver answered ${status}.` };
}

function failed(answer: Answer, error: string): Answer {
  return { ...answer, errorClass: 'BAD_RESPONSE', error };
}

/** Undefined for what is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
