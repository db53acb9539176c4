import type { About } from '../../support/checker/checking.ts';
import type { Item, Tables } from '../../support/checker/tables.ts';

/** One thing that is not as it should be, and what the checker must say that it is about. */
export interface Break {
  readonly breaks: string;
  readonly about: About;
  readonly table: keyof Tables;
  /** Where it can be broken. */
  of(item: Item): boolean;
  /** What lies there instead. */
  change(item: Item, tables: Tables): readonly Item[];
}

export const isLive = ({ sk, deleted }: Item): boolean => sk === 'CONTACT' && !deleted;
export const isActive = (item: Item): boolean => isLive(item) && item['status'] === 'active';
export const isMember = (item: Item): boolean => isLive(item) && item['groups'] !== undefined;
export const isTombstone = ({ deleted }: Item): boolean => Boolean(deleted);
export const isOwned = ({ pk, owner }: Item): boolean => pk.startsWith('I#') && owner !== undefined;
export const isJob = ({ sk }: Item): boolean => sk.startsWith('JOB#');
export const isEntry = ({ pk }: Item): boolean => pk.startsWith('G#');
export const isStopped = ({ status }: Item): boolean => status === 'stopped';
export const isSlice = ({ sk }: Item): boolean => sk.startsWith('SLICE#');
export const isSettings = ({ sk }: Item): boolean => sk === 'SETTINGS';
export const isSmart = ({ sk, query }: Item): boolean => sk.startsWith('GROUP#') && query;
export const isErasure = ({ pk }: Item): boolean => /^E#.*#ENTRIES$/.test(pk);
export const by =
  (change: (item: Item) => object): Break['change'] =>
  (item) => [{ ...item, ...change(item) } as Item];
export const beside =
  (another: (item: Item, tables: Tables) => object): Break['change'] =>
  (item, tables) => [item, { ...item, ...another(item, tables) } as Item];
export const nowhere = '00000000-0000-4000-8000-000000000000';

type Row = readonly [breaks: string, of: Break['of'], change: Break['change'] | object];

/** Breaks of one table: what is broken, where it can be, and how; an object is what an item has instead. */
export const breaksIn = (table: keyof Tables, about: About, rows: readonly Row[]): readonly Break[] =>
  rows.map(([breaks, of, change]) => ({
    ...{ table, about, breaks, of },
    change: typeof change === 'function' ? (change as Break['change']) : by(() => change),
  }));
