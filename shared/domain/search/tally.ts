/** Counts the matches of a search by facets: in one place, or in several whose counts are added. */
import type { QueryContact } from '../../query/query.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { MarkedRows } from './columns/page.ts';
import { countMarked, partedByFolder } from './columns/scan.ts';
import type { Facet, FacetAssets, FacetCounts } from './facet-counter.ts';
import { facetCounter } from './facets.ts';

/** What is counted: plain, so that it may be sent. */
export interface TallySpec {
  /** Facets, each known (`facetCounter`). */
  readonly by: readonly string[];
  /** Matches in these folders are counted; the others by status alone. */
  readonly folders: readonly string[];
  readonly now: Instant;
  readonly timezone: string;
  readonly groups: readonly (readonly [GroupId, FacetGroup])[];
  readonly fields: readonly (readonly [FieldKey, FacetField])[];
}

type MapValue<Of> = Of extends ReadonlyMap<unknown, infer Value> ? Value : never;
type FacetGroup = MapValue<FacetAssets['groups']>;
type FacetField = MapValue<FacetAssets['fields']>;

/** What was counted: plain, too. */
export interface TallySums {
  readonly count: number;
  readonly facets: readonly FacetCounts[];
}

export interface FacetTally {
  /** Columns of a snapshot. */
  readonly columns: readonly string[];
  add(contact: QueryContact, folder: string): void;
  addRows(marked: MarkedRows): void;
  /** Adds what another tally of the same kind has counted of other contacts. */
  addSums(sums: TallySums): void;
  sums(): TallySums;
  count(): number;
  facets(): readonly Facet[];
}

/** The parts of a workspace that these facets need, and no others. */
export function tallySpecOf(
  by: readonly string[],
  folders: readonly string[],
  { groups, fields, settings }: FacetAssets,
  now: Instant,
): TallySpec {
  return {
    by,
    folders,
    now,
    timezone: settings.timezone,
    groups: by.includes('group') ? [...groups].map(([uuid, { name }]) => [uuid, { name }] as const) : [],
    fields: [...fields].flatMap(([key, { name, type }]) =>
      by.includes(`fields.${key}`) ? [[key, { key, name, type }] as const] : [],
    ),
  };
}

/** A tally that has counted nobody. */
export function tallyOf({ by, folders: counted, now, timezone, groups, fields }: TallySpec): FacetTally {
  const assets: FacetAssets = {
    groups: new Map(groups),
    fields: new Map(fields),
    settings: { timezone },
  };
  const counters = by.flatMap((key) => facetCounter(key, assets, now) ?? []);
  const ofStatus = counters.filter(({ key }) => key === 'status');
  const folders = new Set(counted);
  let count = 0;
  return {
    columns: counters.flatMap((one) => one.columns),
    add(contact, folder) {
      const isFound = folders.has(folder);
      if (isFound) count += 1;
      for (const one of isFound ? counters : ofStatus) one.add(contact);
    },
    addRows(marked) {
      const [found, others] = partedByFolder(marked, folders);
      count += countMarked(found.rows);
      for (const one of counters) one.addRows(found);
      for (const one of ofStatus) one.addRows(others);
    },
    addSums(sums) {
      count += sums.count;
      for (const [at, one] of counters.entries()) one.addCounts(sums.facets[at] ?? { counts: [], labels: [] });
    },
    sums: () => ({ count, facets: counters.map((one) => one.counts()) }),
    count: () => count,
    facets: () => counters.map((one) => one.facet()),
  };
}
