import { dayOf, type Instant, instant } from '../../domain/instant.ts';
import { type Facts, factsOf, type SearchFolder } from '../../domain/search/facts.ts';
import type { Interval } from '../../domain/search/interval.ts';
import { type Points, reachOf } from '../../domain/search/reach.ts';
import type { Search } from '../../domain/search/search.ts';
import type { NamedAsset } from '../../query/query.ts';

/** A range of a folder's days (`2026-11-24`, UTC), both included; open where an end is left out. */
export interface FolderDays {
  readonly folder: SearchFolder;
  readonly from?: string;
  readonly to?: string;
}

/** Every contact, newest change first: the order of searches by a snapshot, whose cursors name it. */
export const BY_MODIFICATION: Access = { type: 'modified', after: instant(0) };

/** A way to read a set of contacts that contains all matches of a search. */
export type Access =
  | { readonly type: 'nobody' }
  | ({ readonly type: 'contacts' } & Points)
  | { readonly type: 'groups'; readonly groups: readonly NamedAsset[] }
  | { readonly type: 'folders'; readonly ranges: readonly FolderDays[] }
  | { readonly type: 'modified'; readonly after: Instant };

/** All ways to read a search's contacts, always the same, so that a cursor can name one. */
export function accessesOf({ query, folders, env, histories }: Search): readonly [Access, ...Access[]] {
  const facts = factsOf(query.root, folders, env);
  if (facts.days.size === 0) return [{ type: 'nobody' }];
  const { points, groups } = reachOf(query.root, histories);
  return [
    { type: 'folders', ranges: [...facts.days].map(daysOf) },
    ...(points ? [{ type: 'contacts', ...points } as const] : []),
    ...groups.map((each) => ({ type: 'groups', groups: each }) as const),
    ...modifiedSince(facts),
  ];
}

/** No contact was created after its last modification. */
const modifiedSince = ({ created: { from } }: Facts): readonly Access[] =>
  from > 0 && from < YEAR_10000 ? [{ type: 'modified', after: instant(Math.floor(from)) }] : [];

function daysOf([folder, { from, to }]: readonly [SearchFolder, Interval]): FolderDays {
  return {
    folder,
    ...(isDated(from) && { from: dayOf(instant(Math.floor(from))) }),
    ...(isDated(to) && { to: dayOf(instant(to)) }),
  };
}

const YEAR_1 = Date.UTC(1, 0, 1) * 1000;
const YEAR_10000 = Date.UTC(10_000, 0, 1) * 1000;

/** Days outside four-digit years do not sort as text. */
const isDated = (at: number): boolean => at >= YEAR_1 && at < YEAR_10000;

export const accessNameOf = (access: Access): string =>
  access.type === 'groups' ? access.groups.map(({ uuid }) => uuid).join('+') : access.type;
