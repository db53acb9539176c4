import { hash } from 'node:crypto';
import type { Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { Recalled, RecalledColumn } from '../../../../shared/domain/imports/recalled.ts';
import { ALL_OF_IT, type DeclaredRefusals, type HowOfColumn } from '../../../../shared/domain/imports/refusals.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { foldedText } from '../../../../shared/query/values/folded-text.ts';

/** What is kept of a name or a cell, so that it can be known again. */
export const hashedText = (text: string): string => hash('sha256', foldedText(text)).slice(0, 10);

/** Names columns together, in whatever order they stand. */
export const hashedColumns = (columns: Iterable<string>): string =>
  hash('sha256', [...new Set([...columns].map(hashedText))].sort().join()).slice(0, 20);

/** What is recalled of the run of an import. */
export function recalledOf(
  { uuid, name, declared }: Import,
  { columns }: Pick<Plan, 'columns'>,
  on: Instant,
): Recalled {
  const hows = howsOf(declared?.refusals ?? 'none');
  const kept = columns.map(({ column, target, order }): [string, RecalledColumn] => {
    const how = hows.get(foldedText(column));
    const saysOnlyThat = how !== undefined && target === 'ignore';
    return [
      hashedText(column),
      { ...(!saysOnlyThat && { target }), ...(how !== undefined && { how }), ...(order && { order }) },
    ];
  });
  return { import: uuid, name, on, columns: Object.fromEntries(kept) };
}

const howsOf = (refusals: DeclaredRefusals): ReadonlyMap<string, HowOfColumn> =>
  new Map(
    Object.entries(refusals === 'none' ? {} : refusals).flatMap(([name, how]) =>
      how === ALL_OF_IT ? [] : [[foldedText(name), typeof how === 'string' ? how : how.map(hashedText)] as const],
    ),
  );
