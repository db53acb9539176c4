/** What a job writes for each contact, by what takes it. Together they are the units that `shared/domain/costs/measured.ts` has, which tests hold. */
export interface Demand {
  readonly what: string;
  /** Write units of the table itself: the contact, rosters, addresses, history. */
  readonly table: number;
  /** Write units of each index. */
  readonly indexes: Readonly<Record<'byFolder' | 'byModified', number>>;
  /** Write units in the most loaded set of partitions of each index and roster: an entry that moves within a set takes two, between sets one. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Read units: selecting and reading the contact. */
  readonly read: number;
}

export const JOBS: readonly Demand[] = [
  {
    what: 'archive through a flow, in one static group',
    table: 3,
    indexes: { byFolder: 2, byModified: 2 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 2, 'roster of the group': 1 },
    read: 1.5,
  },
  {
    what: 'flag dormant',
    table: 2,
    indexes: { byFolder: 2, byModified: 2 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 2 },
    read: 0.6,
  },
  {
    what: 'delete for good, with one address and three history items each',
    table: 5,
    indexes: { byFolder: 1, byModified: 2 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 1, 'byModified, deleted': 1 },
    read: 1.6,
  },
];
