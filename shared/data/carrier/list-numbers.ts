import type { ListOf } from '../../domain/carrier/lists.ts';
import type { KnownNumber } from '../../domain/carrier/next-list-step.ts';
import { batchGet, type Data, everyHash, hashed, type Key, put, putAll, write } from '../dynamo/index.ts';
import { hashedAs, knownKey, listCheckKey } from './items.ts';
import type { ListCheck } from './outbox.ts';

export interface ListNumber {
  readonly of: ListOf;
  readonly number: string;
}

/** What is known of numbers, and which checks wait, in order. 0.5 read units each (1 when consistent). */
export async function readListNumbers(
  data: Data,
  places: readonly ListNumber[],
  options: { readonly consistent?: boolean } = {},
): Promise<{ readonly known: KnownNumber | null; readonly look: ListCheck | null }[]> {
  const keys = await Promise.all(
    places.map(async ({ of, number }) => {
      const hashes = await everyHash(data, of.workspace, hashedAs(number));
      return { known: hashes.map((hash) => knownKey(of, hash)), look: hashes.map((hash) => listCheckKey(of, hash)) };
    }),
  );
  const all = keys.flatMap(({ known, look }) => [...known, ...look]);
  const found = new Map<string, Key>();
  for (const item of await batchGet<Key>(data, 'workspace', all, options)) found.set(`${item.pk} ${item.sk}`, item);
  const firstOf = <Item>(some: readonly Key[]) =>
    (some.map(({ pk, sk }) => found.get(`${pk} ${sk}`)).find((item) => item !== undefined) ?? null) as Item | null;
  return keys.map(({ known, look }) => ({
    known: knownOf(firstOf<KnownNumber & Key>(known)),
    look: firstOf<ListCheck>(look),
  }));
}

function knownOf(item: (KnownNumber & Key) | null): KnownNumber | null {
  if (item === null) return null;
  const { since, said, ours, removed } = item;
  return { since, said, ours, removed };
}

const itemOf = async (data: Data, { of, number }: ListNumber, known: KnownNumber): Promise<Key> => ({
  ...knownKey(of, await hashed(data, of.workspace, hashedAs(number))),
  ...known,
});

/** 1 write unit. */
export async function saveKnown(data: Data, place: ListNumber, known: KnownNumber): Promise<void> {
  await write(data, put('workspace', await itemOf(data, place, known)));
}

/** 1 write unit each. */
export async function saveAllKnown(
  data: Data,
  all: readonly (ListNumber & { readonly known: KnownNumber })[],
): Promise<void> {
  await putAll(data, 'workspace', await Promise.all(all.map(({ known, ...place }) => itemOf(data, place, known))));
}
