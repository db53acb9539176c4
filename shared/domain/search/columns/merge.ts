import type { ColumnOrder } from './order-column.ts';
import type { ListPart } from './page.ts';
import type { RowsFound } from './scan.ts';

/**
 * What one scan of all rows would have found, from scans that looked at each of them once, however they were shared.
 * Each has the first places of its own rows, so the first of all are among these.
 */
export function mergeScans(
  scans: readonly RowsFound[],
  order: Pick<ColumnOrder, 'compare'>,
  { back, limit }: Pick<ListPart, 'back' | 'limit'>,
): RowsFound {
  const way = back ? -1 : 1;
  const spots = scans.flatMap((one) => one.spots).sort((a, b) => way * order.compare(a, b));
  const sumOf = (count: (one: RowsFound) => number): number => scans.reduce((sum, one) => sum + count(one), 0);
  return {
    total: sumOf(({ total }) => total),
    lookedAt: sumOf(({ lookedAt }) => lookedAt),
    spots: spots.slice(0, limit),
    more: spots.length > limit || scans.some(({ more }) => more),
  };
}
