/** Runs `work` over all items, so many at a time. */
export async function inParallel<Item, Value>(
  items: Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(width, items.length) }, async () => {
      for (let index = next++; index < items.length; index = next++)
        values[index] = await work(items[index] as Item, index);
    }),
  );
  return values;
}
