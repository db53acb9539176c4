/** Facets: how many matches of a search have each value of a property, and the query that narrows it to these. */
import { printProperty, printValue, type QueryContact } from '../../query/query.ts';
import { type CivilDate, civilAt } from '../../query/values/civil.ts';
import { midnightOf } from '../../query/values/range.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets, Field } from '../workspace.ts';
import { eachAlike, eachGroup } from './columns/alike.ts';
import { fieldColumns, SINGLE } from './columns/names.ts';
import { ALL_GROUPS, fieldColumnsOf } from './columns/needs.ts';
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

/** A property that contacts are counted by. */
export interface FacetCounter {
  readonly key: string;
  /** Columns of a snapshot. */
  readonly columns: readonly string[];
  add(contact: QueryContact): void;
  /** Counts the marked rows of a segment, as `add` does each of them. */
  addRows(marked: MarkedRows): void;
  facet(): Facet;
}

/** Values that are shown of a facet, and how many different ones are counted before it is given up. */
const [SHOWN, COUNTED] = [50, 500];

/** Counts by a property, or by a field (`fields.<key>`) that is no date; null for any other. */
export function facetCounter(key: string, assets: Assets, now: Instant): FacetCounter | null {
  switch (key) {
    case 'status':
      return counter(key, textOf('status'), ({ status }) => [status], naming('status'));
    case 'language':
      return counter(key, textOf('language'), ({ language }) => [language], naming('language'));
    case 'group':
      return groupCounter(assets);
    case 'last_seen_on':
      return monthCounter(assets, now);
    default: {
      const field = key.startsWith('fields.') ? assets.fields.get(key.slice('fields.'.length) as FieldKey) : undefined;
      return field === undefined || field.type === 'datetime' ? null : fieldCounter(field);
    }
  }
}

type Shown = (value: string | null) => Pick<FacetValue, 'name' | 'query'>;

const naming =
  (property: string): Shown =>
  (value) => ({ name: null, query: `${property} = ${printValue(value ?? '')}` });

/** The columns of a property, and how the rows of a segment are gone through by its value. */
interface CountedColumns {
  readonly columns: readonly string[];
  eachValue(
    marked: MarkedRows,
    valuesOf: (contact: QueryContact) => readonly (string | null)[],
    found: (value: string | null, times: number) => void,
  ): void;
}

/** Rows with the same value in a column are asked once. */
function columnsAlike(columns: readonly string[], alike: Parameters<typeof eachAlike>[1]): CountedColumns {
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

const textOf = (key: 'status' | 'language'): CountedColumns => {
  const name = SINGLE[key].column;
  return columnsAlike([name], { name });
};

/** @param valuesOf - the values of a contact; null stands for none */
function counter(
  key: string,
  { columns, eachValue }: CountedColumns,
  valuesOf: (contact: QueryContact) => readonly (string | null)[],
  show: Shown,
  compare = (a: FacetValue, b: FacetValue): number => b.count - a.count || compareTexts(a.value ?? '', b.value ?? ''),
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
    facet() {
      if (counts.size > COUNTED) return { key, values: [], others: counts.size };
      const values = [...counts].map(([value, count]) => ({ value, count, ...show(value) })).sort(compare);
      return { key, values: values.slice(0, SHOWN), others: Math.max(values.length - SHOWN, 0) };
    },
  };
}

/** Groups that are gone, and nobody can ask for, are not counted. */
function groupCounter({ groups }: Assets): FacetCounter {
  const known = (uuid: string) => groups.get(uuid as GroupId);
  const valuesOf = (contact: QueryContact) => contact.groups.filter((uuid) => known(uuid) !== undefined);
  const columns: CountedColumns = {
    columns: [ALL_GROUPS],
    eachValue(marked, _, found) {
      eachGroup(marked, (group, times) => {
        if (known(group) !== undefined) found(group, times);
      });
    },
  };
  return counter('group', columns, valuesOf, (uuid) => {
    const name = known(uuid ?? '')?.name ?? '';
    return { name, query: `group = ${printValue(name)}` };
  });
}

/** Values that the query language finds equal are one: it ignores case and outer spaces. */
function fieldCounter({ key, name, type }: Field): FacetCounter {
  const property = printProperty({ type: 'field', key, name, valueType: type });
  const labels = new Map<string, string>();
  const labelledOf = ({ fields }: QueryContact): string | null => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    // Of a number no other column is read.
    if (type === 'number') return value?.number ?? null;
    if (value === undefined || value.text === '') return null;
    const text = (type === 'text' ? value.text : (value.text.split('>').at(-1) ?? '')).trim();
    const folded = text.toLowerCase();
    const label = labels.get(folded);
    // One spelling of several, always the same.
    if (label === undefined ? labels.size <= COUNTED : text < label) labels.set(folded, text);
    return folded;
  };
  const labelOf = (value: string) => labels.get(value) ?? value;
  const { text, number, digits } = fieldColumns(key);
  return counter(
    `fields.${key}`,
    columnsAlike(fieldColumnsOf(key, type), type === 'number' ? { name: number, beside: digits } : { name: text }),
    (contact) => [labelledOf(contact)],
    (value) => ({
      name: value === null ? null : labelOf(value),
      query: `${property} = ${printValue(value === null ? '' : labelOf(value))}`,
    }),
  );
}

/** Months shown one by one; what is older is one value, `before 2024-12`. */
const MONTHS = 24;

function monthCounter({ settings: { timezone } }: Assets, now: Instant): FacetCounter {
  const { year, month } = civilAt(timezone, now);
  const firsts = Array.from({ length: MONTHS + 1 }, (_, at): CivilDate => {
    const months = year * 12 + (month - 1) + at - MONTHS + 1;
    return { year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 };
  });
  const names = firsts.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);
  const starts = firsts.map((first) => midnightOf(first, timezone));
  const first = `before ${names[0]}`;
  const monthOf = (at: number | null): string | null => {
    if (at === null) return null;
    // The last month is the present one, with what is later.
    let index = MONTHS - 1;
    while (index >= 0 && at < (starts[index] as number)) index -= 1;
    return index < 0 ? first : (names[index] as string);
  };
  const show: Shown = (value) => {
    if (value === null) return { name: null, query: 'last_seen_on = ""' };
    if (value === first) return { name: null, query: `last_seen_on < ${names[0]}-01` };
    const index = names.indexOf(value);
    const until = index === MONTHS - 1 ? '' : ` AND last_seen_on < ${names[index + 1]}-01`;
    return { name: null, query: `last_seen_on >= ${value}-01${until}` };
  };
  const order = (value: string | null) => (value === null ? -2 : names.indexOf(value));
  return counter(
    'last_seen_on',
    columnsAlike([SINGLE.lastSeenOn.column], { name: SINGLE.lastSeenOn.column, edges: starts }),
    ({ lastSeenOn }) => [monthOf(lastSeenOn)],
    show,
    (a, b) => order(b.value) - order(a.value),
  );
}
