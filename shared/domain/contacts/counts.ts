import type { GroupId } from '../ids.ts';
import { type Contact, FOLDERS, type Folder, folderOf, isTombstone, type Status, type Tombstone } from './contact.ts';

/** Contacts in each folder and group; a missing count is 0. `active` is without `dormant` here; groups count both. */
export interface Counts {
  readonly folders: Readonly<Record<Folder, number>>;
  readonly groups: Readonly<Record<GroupId, number>>;
}

/** What a change adds to counts (or subtracts), without zeros. */
export interface CountsDelta {
  readonly folders: Readonly<Partial<Record<Folder, number>>>;
  readonly groups: Readonly<Record<GroupId, number>>;
}

/** A contact before and after one write; `before` is null for a new one, `after` when its item was removed. */
export interface Transition {
  readonly before: Contact | Tombstone | null;
  readonly after: Contact | Tombstone | null;
}

export const NO_CHANGE: CountsDelta = { folders: {}, groups: {} };

/** The sum of what writes do to the counts, in any order. */
export function deltaOf(transitions: Iterable<Transition>): CountsDelta {
  const folders = new Map<Folder, number>();
  const groups = new Map<GroupId, number>();
  const count = (item: Contact | Tombstone, by: 1 | -1) => {
    bump(folders, folderOf(item), by);
    for (const group of groupsCounted(item)) bump(groups, group, by);
  };
  for (const { before, after } of transitions) {
    if (before) count(before, -1);
    if (after) count(after, 1);
  }
  return { folders: entries(folders), groups: entries(groups) };
}

/** The sum of both without zeros, so that a deleted group disappears with its last member. */
export const addDeltas = (a: CountsDelta, b: CountsDelta): CountsDelta => ({
  folders: addRecords(a.folders, b.folders),
  groups: addRecords(a.groups, b.groups),
});

/** What must be added to `from` to get `to`. */
export const differenceOf = (from: CountsDelta, to: CountsDelta): CountsDelta =>
  addDeltas(to, { folders: negated(from.folders), groups: negated(from.groups) });

export const isNoChange = ({ folders, groups }: CountsDelta): boolean =>
  Object.keys(folders).length + Object.keys(groups).length === 0;

export const countsOf = ({ folders, groups }: CountsDelta): Counts => ({
  folders: Object.fromEntries(FOLDERS.map((folder) => [folder, folders[folder] ?? 0])) as Record<Folder, number>,
  groups,
});

/** The groups that count a contact: those of an active one, each once. */
export const groupsCounted = (item: Contact | Tombstone): readonly GroupId[] =>
  !isTombstone(item) && item.status === 'active' ? [...new Set(item.groups)] : [];

type Tally<Name extends string> = Readonly<Partial<Record<Name, number>>>;

function addRecords<Name extends string>(a: Tally<Name>, b: Tally<Name>): Record<Name, number> {
  const sum = new Map(Object.entries<number | undefined>(a) as [Name, number][]);
  for (const [name, by] of Object.entries<number | undefined>(b) as [Name, number][]) bump(sum, name, by);
  return entries(sum);
}

const negated = <Name extends string>(tally: Tally<Name>): Record<Name, number> =>
  entries(new Map((Object.entries<number | undefined>(tally) as [Name, number][]).map(([name, n]) => [name, -n])));

function bump<Name extends string>(tally: Map<Name, number>, name: Name, by: number): void {
  tally.set(name, (tally.get(name) ?? 0) + by);
}

const entries = <Name extends string>(tally: ReadonlyMap<Name, number>): Record<Name, number> =>
  Object.fromEntries([...tally].filter(([, count]) => count !== 0)) as Record<Name, number>;

/** How many people have a status; those who are quiet are active. */
export const peopleIn = (folders: Counts['folders'], status: Status): number =>
  status === 'active' ? folders.active + folders.dormant : folders[status];
