/** Counts contacts by a property: what all kinds of facets have in common. */
import type { QueryContact } from '../../query/query.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import type { Field, Group, Settings } from '../workspace.ts';
import { eachAlike } from './columns/alike.ts';
import type { MarkedRows } from './columns/page.ts';
import { compareTexts } from './sort.ts';

interface FacetValue {
  /** Null: without a value. */
  readonly value: string | null;
  readonly name: string | null;
  readonly count: number;
  /** A condition of the query language that these contacts, and no others, meet. */
  readonly query: string;
}

export interface Facet {
  readonly key: string;
  /** The most frequent first, months in their order; empty when there are too many different ones. */
  readonly values: readonly FacetValue[];
  /** Different values that are not shown, at least. */
  readonly others: number;
}

/** How often each value was found, and the spellings of values that are equal: plain, so that it may be sent. */
export interface FacetCounts {
  readonly counts: readonly (readonly [value: string | null, times: number])[];
  readonly labels: readonly (readonly [value: string, label: string])[];
}

/** What counting needs to know of a workspace. */
export interface FacetAssets {
  readonly groups: ReadonlyMap<GroupId, Pick<Group, 'name'>>;
  readonly fields: ReadonlyMap<FieldKey, Pick<Field, 'key' | 'name' | 'type'>>;
  readonly settings: Pick<Settings, 'timezone'>;
}

/** A property that contacts are counted by. */
export interface FacetCounter {
  readonly key: string;
  /** Columns of a snapshot. */
  readonly columns: readonly string[];
  add(contact: QueryContact): void;
  /** Counts the marked rows of a segment, as `add` does each of them. */
  addRows(marked: MarkedRows): void;
  counts(): FacetCounts;
  /** Counts what another counter of the same property has counted of other contacts. */
  addCounts(counts: FacetCounts): void;
  facet(): Facet;
}

/** Values that are shown of a facet, and how many different ones are counted before it is given up. */
const SHOWN = 50;
const COUNTED = 500;

export type FacetShown = (value: string | null) => Pick<FacetValue, 'name' | 'query'>;

/** The columns of a property, and how the rows of a segment are gone through by its value. */
export interface CountedColumns {
  readonly columns: readonly string[];
  eachValue(
    marked: MarkedRows,
    valuesOf: (contact: QueryContact) => readonly (string | null)[],
    found: (value: string | null, times: number) => void,
  ): void;
}

/** Rows with the same value in a column are asked once. */
export function columnsAlike(columns: readonly string[], alike: Parameters<typeof eachAlike>[1]): CountedColumns {
  return {
    columns,
    eachValue(marked, valuesOf, found) {
      eachAlike(marked, alike, (row, times) => {
        marked.view.row = row;
        for (const value of valuesOf(marked.view)) found(value, times);
      });
    },
  };
}

/** @param valuesOf - the values of a contact; null stands for none */
export function counter(
  key: string,
  { columns, eachValue }: CountedColumns,
  valuesOf: (contact: QueryContact) => readonly (string | null)[],
  show: FacetShown,
  compare = (a: FacetValue, b: FacetValue): number => b.count - a.count || compareTexts(a.value ?? '', b.value ?? ''),
  labels = new Labels(),
): FacetCounter {
  const counts = new Map<string | null, number>();
  const count = (value: string | null, times: number) => {
    if (counts.size <= COUNTED) counts.set(value, (counts.get(value) ?? 0) + times);
  };
  return {
    key,
    columns,
    add(contact) {
      for (const value of valuesOf(contact)) count(value, 1);
    },
    addRows: (marked) => {
      if (counts.size <= COUNTED) eachValue(marked, valuesOf, count);
    },
    counts: () => ({ counts: [...counts], labels: labels.all() }),
    addCounts(other) {
      for (const [value, label] of other.labels) labels.keep(value, label);
      for (const [value, times] of other.counts) count(value, times);
    },
    facet() {
      if (counts.size > COUNTED) return { key, values: [], others: counts.size };
      const values = [...counts].map(([value, count]) => ({ value, count, ...show(value) })).sort(compare);
      return { key, values: values.slice(0, SHOWN), others: Math.max(values.length - SHOWN, 0) };
    },
  };
}

/** One spelling of several of a value, always the same. */
export class Labels {
  readonly #labels = new Map<string, string>();

  keep(value: string, text: string): void {
    const label = this.#labels.get(value);
    if (label === undefined ? this.#labels.size <= COUNTED : text < label) this.#labels.set(value, text);
  }

  of(value: string): string {
    return this.#labels.get(value) ?? value;
  }

  all(): FacetCounts['labels'] {
    return [...this.#labels];
  }
}
