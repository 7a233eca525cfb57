import { receiverUrl } from './test';

/** Sequences of an order that the receiver has. None yet is no failure: a throw would end a poll. */
export async function received({ id }: { id: string }): Promise<number[]> {
  const answer = await fetch(new URL(`/orders/${id}`, receiverUrl));
  return answer.ok ? ((await answer.json()) as { sequences: number[] }).sequences : [];
}
