import { ContentionError } from './retry.ts';

/** Runs `work` over all items, at most `limit` at a time. After a failure the running ones end, and it throws. */
export async function eachOf<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const item = items[next++] as Item;
      try {
        await work(item);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  const runs = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, run));
  for (const one of runs) if (one.status === 'rejected') throw one.reason;
}

/** Like `eachOf`, but a ContentionError of one item does not stop the others; it is thrown at the end. */
export async function eachAlone<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const contended: ContentionError[] = [];
  await eachOf(items, limit, async (item) => {
    try {
      await work(item);
    } catch (error) {
      if (!(error instanceof ContentionError)) throw error;
      contended.push(error);
    }
  });
  const [first] = contended;
  if (first !== undefined) throw first;
}

/** The items in order, in lists of at most `size`. */
export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
