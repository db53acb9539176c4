/** What a job needs for each contact from its first message to its last, by resource. */
export interface Demand {
  readonly name: string;
  readonly what: string;
  /** How its contacts are found: by partitions side by side, by one query in a row, or in a file. */
  readonly chosen: Chosen;
  /** Write units of the table: the contact, rosters, addresses, history. */
  readonly table: number;
  /** Write units of each index. */
  readonly indexes: Readonly<Record<'byFolder' | 'byModified', number>>;
  /** Write units in the most loaded partition of each index and roster: moving an entry takes two, else one. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Read units for selecting and reading the contact. */
  readonly read: number;
  /** Write units of the worker alone: without history, which follows by the stream. Null: no worker. */
  readonly worker: number | null;
  /** Seconds of one function that follows the stream; 0 when nothing follows. */
  readonly follows: number;
  /** Seconds of the one function that makes a file of it; 0 without a file. */
  readonly file: number;
  /** Seconds that do not grow with its contacts. */
  readonly once: number;
}

/** Seconds of a page of 500 contacts, or of 500 rows, with the writing of its slice. */
interface Chosen {
  readonly by: 'partitions' | 'ranges of the file' | 'one message after another';
  readonly page: number;
  /** Read units of a contact while they are chosen. */
  readonly read: number;
  /** Seconds of what is done page after page all the same: writing its slice, and finding the ranges. */
  readonly inTurn?: number;
  readonly find?: number;
}

/**
 * Processor time of a page as it was measured (0.13 ms a contact), and some milliseconds for each request. An index
 * says who is chosen; rosters and queries mean reading everybody; a preview also decides about everybody.
 */
const [BY_INDEX, BY_ROSTER, PREVIEWED] = [
  { by: 'partitions', page: 0.05, read: 0.025 },
  { by: 'partitions', page: 0.12, read: 0.525 },
  { by: 'partitions', page: 0.18, read: 0.525 },
] as const satisfies readonly Chosen[];
const BY_QUERY: Chosen = { by: 'one message after another', page: 0.17, read: 0.525 };
/** 2,276 rows a second, 20 ms for each slice, and 20 ms to find its range and columns. */
const FROM_FILE: Chosen = { by: 'ranges of the file', page: 0.22, read: 2.5, inTurn: 0.02, find: 0.02 };

/** A batch of 200 takes a quarter of a second; those who were deleted are cleaned up 32 at once. */
const HISTORY = 0.25 / 200;
const CLEANING = 0.0016;
/** 5 million rows within the 900 seconds of a function (issue 24); three parts of a file are made side by side. */
const FILE = 900 / 5_000_000 / 3;

/**
 * Seconds of messages on their way, and of the looks of whoever waits, by the whole runs here of 3,000 and 30,000. A
 * preview is looked at and run, and a deletion ends after the last erasure.
 */
const AT_ONCE = 0.7;
const AFTER_A_PREVIEW = 2.4;

export const JOBS: readonly Demand[] = [
  {
    name: 'archive',
    what: 'archive through a flow, in one static group',
    chosen: BY_ROSTER,
    table: 3,
    indexes: { byFolder: 2, byModified: 2 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 2, 'roster of the group': 1 },
    read: 1.5,
    worker: 6,
    follows: HISTORY,
    file: 0,
    once: AT_ONCE,
  },
  {
    name: 'flag',
    what: 'flag dormant',
    chosen: BY_INDEX,
    table: 2,
    indexes: { byFolder: 2, byModified: 2 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 2 },
    read: 0.6,
    worker: 5,
    follows: HISTORY,
    file: 0,
    once: AT_ONCE,
  },
  {
    name: 'delete',
    what: 'delete for good, with one address and three history items each',
    chosen: PREVIEWED,
    table: 5,
    indexes: { byFolder: 1, byModified: 2 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 1, 'byModified, deleted': 1 },
    read: 1.6,
    worker: 5,
    follows: CLEANING,
    file: 0,
    once: AFTER_A_PREVIEW,
  },
  {
    name: 'import',
    what: 'import as new contacts with two addresses, five fields and two groups',
    chosen: FROM_FILE,
    table: 10.1,
    indexes: { byFolder: 1, byModified: 1 },
    partitions: { 'byFolder, one folder': 1, 'byModified, live': 1, 'roster of a group': 1 },
    read: 5.2,
    worker: 11.1,
    follows: HISTORY,
    file: 0,
    once: AFTER_A_PREVIEW,
  },
  {
    name: 'export',
    what: 'export',
    chosen: BY_INDEX,
    table: 0,
    indexes: { byFolder: 0, byModified: 0 },
    partitions: {},
    read: 1.5,
    worker: 0,
    follows: 0,
    file: FILE,
    once: AT_ONCE,
  },
  {
    name: 'search without a snapshot',
    what: 'search without a snapshot that no index answers: everybody is read',
    chosen: BY_QUERY,
    table: 0,
    indexes: { byFolder: 0, byModified: 0 },
    partitions: {},
    read: 0,
    worker: null,
    follows: 0,
    file: 0,
    once: 0,
  },
];

/**
 * As people are in the runs here: nobody who is deleted has an address, and each has two history items. The ledger, and
 * the notes of whom it has, take the rest; more where batches of the stream are small, as in a small deletion.
 */
const AS_RUN_HERE: Readonly<Record<string, Partial<Demand>>> = { delete: { table: 3.03 } };

/** The demand of a run here (`runs.ts`). */
export function demandOf(name: string): Demand {
  const demand = JOBS.find((one) => one.name === name);
  if (demand === undefined) throw new Error(`The model has no ${name}`);
  return { ...demand, ...AS_RUN_HERE[name] };
}
