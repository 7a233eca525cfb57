import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gather } from './gather';

/** Work that ends when it is told to, and what it was given. */
function heldWork() {
  const begun: { inputs: number[]; end: () => void; fail: (reason: Error) => void }[] = [];
  const work = (inputs: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      begun.push({ inputs, end: () => resolve(inputs.map((input) => input * 2)), fail: reject });
    });
  return { begun, work };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('gather', () => {
  test('does what comes together in one go, and what comes meanwhile in the next', async () => {
    const { begun, work } = heldWork();
    const double = gather(work, { sizeMax: 10 });
    const first = [double(1), double(2)];
    await turn();
    const second = [double(3), double(4)];
    await turn();
    expect(begun.map(({ inputs }) => inputs)).toEqual([[1, 2]]);
    begun[0]?.end();
    expect(await Promise.all(first)).toEqual([2, 4]);
    await turn();
    expect(begun.map(({ inputs }) => inputs)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    begun[1]?.end();
    expect(await Promise.all(second)).toEqual([6, 8]);
  });

  test('counts each for as much as it is, and takes one that is too large alone', async () => {
    const groups: number[][] = [];
    const echo = gather(
      async (inputs: number[]) => {
        groups.push(inputs);
        return inputs;
      },
      { sizeMax: 10, sizeOf: (input) => input },
    );
    const all = [4, 6, 1, 12, 3, 8, 2];
    expect(await Promise.all(all.map(echo))).toEqual(all);
    expect(groups).toEqual([[4, 6], [1], [12], [3], [8, 2]]);
  });

  test('fails those whose work failed, and goes on with the others', async () => {
    const { begun, work } = heldWork();
    const double = gather(work, { sizeMax: 1 });
    const [bad, good] = [double(1), double(2)];
    const failure = expect(bad).rejects.toThrow('away');
    await turn();
    begun[0]?.fail(new Error('away'));
    await failure;
    await turn();
    begun[1]?.end();
    expect(await good).toBe(4);
  });

  test('fails all when there is not an answer for each', async () => {
    const double = gather(async () => [1], { sizeMax: 10 });
    const both = [double(1), double(2)];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('gives each its own answer, in groups no larger than said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer(), { maxLength: 8 })),
        fc.integer({ min: 1, max: 5 }),
        async (waves, sizeMax) => {
          const sizes: number[] = [];
          const same = gather(
            async (inputs: number[]) => {
              sizes.push(inputs.length);
              await turn();
              return inputs;
            },
            { sizeMax },
          );
          const answers: Promise<number>[] = [];
          for (const wave of waves) {
            answers.push(...wave.map(same));
            await turn();
          }
          expect(await Promise.all(answers)).toEqual(waves.flat());
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(sizeMax);
        },
      ),
      { numRuns: 50 },
    );
  });
});
