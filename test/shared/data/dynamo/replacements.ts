/** People whose items are replaced together. */
import { randomUUID } from 'node:crypto';
import {
  allOf,
  batchGet,
  type Data,
  equals,
  type ItemCondition,
  lacks,
  put,
  putAll,
  type Settled,
  writeMany,
} from '../../../../shared/data/dynamo/index.ts';

export { through } from '../calls.ts';

const NAMES = ['version', 'name', 'shard', 'folderKey', 'folderSort', 'modifiedKey', 'modifiedSort', 'note', 'more'];

export interface Person {
  readonly pk: string;
  readonly sk: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

export const person = (given: object = {}): Person => ({
  ...{ pk: `C#ws#${randomUUID()}`, sk: 'CONTACT', version: 1, name: 'Zoë "Z"', note: 'old' },
  ...{ folderKey: 'active', folderSort: randomUUID(), modifiedKey: 'live', modifiedSort: randomUUID(), ...given },
});

export const changed = ({ note: _, ...rest }: Person): Person => ({
  ...(rest as Person),
  version: rest.version + 1,
  // Entries of both indexes move, which costs another number than to make them.
  ...{ folderKey: 'archived', modifiedSort: `${rest['modifiedSort']}+` },
  more: { tags: ['a', 'b'], none: null, deep: { yes: true, price: 1.5 } },
});

export const at = ({ version }: Person): ItemCondition => allOf(equals('version', version), lacks('shard'));

export const replacement = (before: Person, condition = at(before)) => ({
  put: put('contacts', changed(before), condition),
  names: NAMES,
});

/** What was told of each, in order; undefined where nothing was. */
export async function settledOf(
  data: Data,
  all: readonly ReturnType<typeof replacement>[],
): Promise<(Settled | undefined)[]> {
  const settled = new Map<object, Settled>();
  await writeMany(data, all, (one, as) => {
    if (settled.has(one)) throw new Error('It was told of twice');
    settled.set(one, as);
  });
  return all.map((one) => settled.get(one));
}

/** Each is replaced; what was told of each. */
export const replaced = (data: Data, people: readonly Person[]) =>
  settledOf(
    data,
    people.map((one) => replacement(one)),
  );

export async function stored(data: Data, people: readonly Person[]): Promise<(Person | undefined)[]> {
  const items = await batchGet<Person>(data, 'contacts', people, { consistent: true });
  return people.map(({ pk }) => items.find((item) => item.pk === pk));
}

export const many = async (data: Data, count: number): Promise<Person[]> => {
  const people = Array.from({ length: count }, () => person());
  await putAll(data, 'contacts', people);
  return people;
};
