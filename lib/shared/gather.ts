/** Does for one what is done best for many: the answer to an input, or the failure of the work that it was part of. */
export type Gathered<In, Out> = (input: In) => Promise<Out>;

/**
 * Gathers what is asked for while earlier work is under way, and does it in one go: alone, nobody waits for others; in a rush, one statement
 * answers many. Work begins after each of its inputs has come, so an answer is never older than its question.
 *
 * `work` gets inputs of at most `sizeMax` in all, each counting 1 or as `sizeOf` says, or a larger one alone, and gives an answer for each, in
 * their order. When it throws, all of them fail with that.
 */
export function gather<In, Out>(
  work: (inputs: In[]) => Promise<Out[]>,
  { sizeMax, sizeOf = () => 1 }: { sizeMax: number; sizeOf?: (input: In) => number },
): Gathered<In, Out> {
  type Asked = { input: In; resolve: (out: Out) => void; reject: (reason: unknown) => void };
  let asked: Asked[] = [];
  let isAtWork = false;

  async function workThemOff(): Promise<void> {
    isAtWork = true;
    // Those who ask in the same turn of the event loop belong together.
    await undefined;
    while (asked.length > 0) {
      const group = asked.slice(0, fitting());
      asked = asked.slice(group.length);
      try {
        const answers = await work(group.map(({ input }) => input));
        if (answers.length !== group.length)
          throw new Error(`${answers.length} answers to ${group.length} that were gathered`);
        for (const [place, { resolve }] of group.entries()) resolve(answers[place] as Out);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isAtWork = false;
  }

  /** How many of those who ask make the next group. */
  function fitting(): number {
    let size = 0;
    const tooMany = asked.findIndex(({ input }, place) => {
      size += sizeOf(input);
      return place > 0 && size > sizeMax;
    });
    return tooMany === -1 ? asked.length : tooMany;
  }

  return (input) =>
    new Promise((resolve, reject) => {
      asked.push({ input, resolve, reject });
      if (!isAtWork) workThemOff();
    });
}
