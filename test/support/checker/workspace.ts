import type { Item, Tables } from './tables.ts';

/** A group's roster entry, its key taken apart. */
interface Entry {
  readonly group: string;
  readonly shard: string;
  readonly contact: string;
  readonly version: string;
}

/** A job's items. */
export interface JobItems {
  readonly header: Item | undefined;
  readonly slices: readonly Item[];
  readonly manifests: readonly Item[];
  readonly outcomes: readonly Item[];
  /** Of a selection that fanned out (ADR 004). */
  readonly partitions: readonly Item[];
}

/** Everything that the tables hold of one workspace, by what it is. */
export interface Workspace {
  readonly uuid: string;
  readonly settings: Item | undefined;
  /** Contacts that are not deleted, and tombstones, by uuid. */
  readonly live: ReadonlyMap<string, Item>;
  readonly tombstones: ReadonlyMap<string, Item>;
  /** By contact: its events in the order of versions, and its messages. */
  readonly events: ReadonlyMap<string, readonly Item[]>;
  readonly messages: ReadonlyMap<string, readonly Item[]>;
  readonly identities: readonly Item[];
  readonly entries: readonly Entry[];
  readonly byFolder: readonly Item[];
  readonly byModified: readonly Item[];
  readonly groups: ReadonlyMap<string, Item>;
  readonly fields: ReadonlyMap<string, Item>;
  readonly globals: ReadonlyMap<string, Item>;
  readonly searches: ReadonlyMap<string, Item>;
  readonly names: readonly Item[];
  readonly definitions: readonly Item[];
  readonly flows: readonly Item[];
  readonly jobs: ReadonlyMap<string, JobItems>;
  /** Uuids of jobs with an input. */
  readonly inputs: ReadonlySet<string>;
  /** Slices whose runs are listed: time, job and number. */
  readonly ran: ReadonlySet<string>;
  /** By flow: its counters. */
  readonly runs: ReadonlyMap<string, Item>;
  /** Uuids on the watchdog's list, of waiting previews, of jobs that wait for their time, and of ended starts. */
  readonly open: ReadonlySet<string>;
  readonly previews: ReadonlySet<string>;
  readonly waiting: ReadonlySet<string>;
  readonly ended: ReadonlySet<string>;
  readonly counts: readonly Item[];
  readonly log: readonly Item[];
  /** The erasure ledger: its entries and its seals, in their order. */
  readonly ledger: readonly Item[];
  readonly seals: readonly Item[];
  /** In which hour entries were written, and the hour of their deletions. */
  readonly unsealed: ReadonlySet<string>;
}

const part = (text: string, index: number): string => text.split('#')[index] ?? '';
const behind = (text: string, prefix: string): string => text.slice(prefix.length);

/** Partitions of all workspaces, whose sort keys begin with that of one. */
const LISTS = ['J#open', 'W#again', 'E#unsealed'];
/** Of others these begin with a time. */
const BY_TIME = ['J#previews', 'J#waiting'];

/** The prints of the keys of addresses, and the stamp of the form, are no workspace's. */
const NOBODYS: readonly string[] = ['I#keys', 'FORMAT'];

/** What is there of every workspace that the tables name anywhere. */
export function workspacesOf(tables: Tables): readonly Workspace[] {
  const contacts = Map.groupBy(
    tables.contacts.filter(({ pk }) => !NOBODYS.includes(pk)),
    ({ pk }) => part(pk, 1),
  );
  const others = Map.groupBy(
    tables.workspace.filter(({ pk }) => /^[WJNME]#/.test(pk) && !['J#round', 'J#projection', 'W#audit'].includes(pk)),
    ({ pk, sk }) => part(LISTS.includes(pk) ? `#${sk}` : BY_TIME.includes(pk) ? sk : pk, 1),
  );
  const byFolder = Map.groupBy(tables.byFolder, ({ pk }) => part(pk, 1));
  const byModified = Map.groupBy(tables.byModified, ({ pk }) => part(pk, 1));
  const uuids = new Set([contacts, others, byFolder, byModified].flatMap((some) => [...some.keys()]));
  return [...uuids].map((uuid) => ({
    uuid,
    ...contactParts(contacts.get(uuid) ?? []),
    ...otherParts(others.get(uuid) ?? []),
    byFolder: byFolder.get(uuid) ?? [],
    byModified: byModified.get(uuid) ?? [],
  }));
}

const inOrder = (items: readonly Item[]): Item[] => [...items].sort((a, b) => (a.sk < b.sk ? -1 : 1));

function contactParts(items: readonly Item[]) {
  const own = items.filter(({ pk }) => pk.startsWith('C#'));
  const uuidOf = ({ pk }: Item) => part(pk, 2);
  const people = own.filter(({ sk }) => sk === 'CONTACT');
  const under = (prefix: string) =>
    Map.groupBy(inOrder(own.filter(({ sk }) => sk.startsWith(prefix))), uuidOf) as ReadonlyMap<string, Item[]>;
  return {
    live: new Map(people.filter(({ deleted }) => !deleted).map((item) => [uuidOf(item), item])),
    tombstones: new Map(people.filter(({ deleted }) => deleted).map((item) => [uuidOf(item), item])),
    events: under('EVT#'),
    messages: under('MSG#'),
    identities: items.filter(({ pk, sk }) => pk.startsWith('I#') && sk === 'URN'),
    entries: items.filter(({ pk }) => pk.startsWith('G#')).map(entryOf),
  };
}

const entryOf = ({ pk, sk }: Item): Entry => ({
  group: part(pk, 2),
  shard: part(pk, 3),
  contact: part(sk, 0),
  version: part(sk, 1),
});

function otherParts(items: readonly Item[]) {
  const at = (pk: RegExp, sk: string) => items.filter((item) => pk.test(item.pk) && item.sk.startsWith(sk));
  const named = (prefix: string) =>
    new Map(at(/^W#/, prefix).map((item) => [behind(item.sk, prefix), item])) as ReadonlyMap<string, Item>;
  return {
    settings: at(/^W#/, 'SETTINGS')[0],
    groups: named('GROUP#'),
    fields: named('FIELD#'),
    globals: named('GLOBAL#'),
    searches: named('SEARCH#'),
    names: at(/^W#/, 'NAME#'),
    definitions: at(/^W#/, 'DEFINITION#'),
    flows: at(/^W#/, 'FLOW#'),
    jobs: jobsOf(items),
    inputs: new Set(at(/^J#/, 'INPUT#').map(({ sk }) => behind(sk, 'INPUT#'))),
    ran: new Set(at(/^J#/, 'RAN#').map(({ sk }) => behind(sk, 'RAN#'))),
    runs: new Map(at(/^J#/, 'RUNS#').map((item) => [behind(item.sk, 'RUNS#'), item])),
    open: new Set(at(/^J#open$/, '').map(({ sk }) => part(sk, 1))),
    previews: new Set(at(/^J#previews$/, '').map(({ sk }) => part(sk, 2))),
    waiting: new Set(at(/^J#waiting$/, '').map(({ sk }) => part(sk, 2))),
    ended: new Set(at(/^J#/, 'ENDED#').map(({ sk }) => part(sk, 2))),
    counts: at(/^N#/, ''),
    log: at(/^M#/, ''),
    ledger: inOrder(at(/^E#.*#ENTRIES$/, '')),
    seals: inOrder(at(/^E#.*#SEALS$/, '')),
    unsealed: new Set(at(/^E#unsealed$/, '').map(({ sk }) => sk.slice(sk.indexOf('#') + 1))),
  };
}

function jobsOf(items: readonly Item[]): ReadonlyMap<string, JobItems> {
  const headers = items.filter(({ pk, sk }) => pk.startsWith('J#') && sk.startsWith('JOB#'));
  const parts = Map.groupBy(
    items.filter(({ sk }) => /^(SLICE|MANIFEST|OUTCOME|PARTITION)#/.test(sk)),
    ({ pk }) => part(pk, 2),
  );
  const uuids = new Set([...headers.map(({ sk }) => behind(sk, 'JOB#')), ...parts.keys()]);
  const jobOf = (uuid: string): JobItems => ({
    header: headers.find(({ sk }) => behind(sk, 'JOB#') === uuid),
    slices: inOrder((parts.get(uuid) ?? []).filter(({ sk }) => sk.startsWith('SLICE#'))),
    manifests: inOrder((parts.get(uuid) ?? []).filter(({ sk }) => sk.startsWith('MANIFEST#'))),
    outcomes: inOrder((parts.get(uuid) ?? []).filter(({ sk }) => sk.startsWith('OUTCOME#'))),
    partitions: (parts.get(uuid) ?? []).filter(({ sk }) => sk.startsWith('PARTITION#')),
  });
  return new Map([...uuids].map((uuid) => [uuid, jobOf(uuid)]));
}
