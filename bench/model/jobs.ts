/** What a job writes for each contact, by resource; the sums are `shared/domain/costs/measured.ts` (tested). */
export interface Demand {
  readonly what: string;
  /** Write units of the table: the contact, rosters, addresses, history. */
  readonly table: number;
  /** Write units of each index. */
  readonly indexes: Readonly<Record<'byFolder' | 'byModified', number>>;
  /** Write units in the most loaded partition of each index and roster: moving an entry takes two, else one. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Read units for selecting and reading the contact. */
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
