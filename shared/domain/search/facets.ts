/** Facets: how many matches of a search have each value of a property, and the query that narrows it to these. */
import { printProperty, printValue, type QueryContact } from '../../query/query.ts';
import { type CivilDate, civilAt } from '../../query/values/civil.ts';
import { midnightOf } from '../../query/values/range.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Field } from '../workspace.ts';
import { eachGroup } from './columns/alike.ts';
import { fieldColumns, SINGLE } from './columns/names.ts';
import { ALL_GROUPS, fieldColumnsOf } from './columns/needs.ts';
import {
  type CountedColumns,
  columnsAlike,
  counter,
  type FacetAssets,
  type FacetCounter,
  type FacetShown,
  Labels,
} from './facet-counter.ts';

/** Counts by a property, or by a field (`fields.<key>`) that is no date; null for any other. */
export function facetCounter(key: string, assets: FacetAssets, now: Instant): FacetCounter | null {
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

const naming =
  (property: string): FacetShown =>
  (value) => ({ name: null, query: `${property} = ${printValue(value ?? '')}` });

const textOf = (key: 'status' | 'language'): CountedColumns => {
  const name = SINGLE[key].column;
  return columnsAlike([name], { name });
};

/** Groups that are gone, and nobody can ask for, are not counted. */
function groupCounter({ groups }: FacetAssets): FacetCounter {
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
function fieldCounter({ key, name, type }: Pick<Field, 'key' | 'name' | 'type'>): FacetCounter {
  const property = printProperty({ type: 'field', key, name, valueType: type });
  const labels = new Labels();
  const labelledOf = ({ fields }: QueryContact): string | null => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    // Of a number no other column is read.
    if (type === 'number') return value?.number ?? null;
    if (value === undefined || value.text === '') return null;
    const text = (type === 'text' ? value.text : (value.text.split('>').at(-1) ?? '')).trim();
    const folded = text.toLowerCase();
    labels.keep(folded, text);
    return folded;
  };
  const labelOf = (value: string) => labels.of(value);
  const { text, number, digits } = fieldColumns(key);
  return counter(
    `fields.${key}`,
    columnsAlike(fieldColumnsOf(key, type), type === 'number' ? { name: number, beside: digits } : { name: text }),
    (contact) => [labelledOf(contact)],
    (value) => ({
      name: value === null ? null : labelOf(value),
      query: `${property} = ${printValue(value === null ? '' : labelOf(value))}`,
    }),
    undefined,
    labels,
  );
}

/** Months shown one by one; what is older is one value, `before 2024-12`. */
const MONTHS = 24;

function monthCounter({ settings: { timezone } }: FacetAssets, now: Instant): FacetCounter {
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
  const show: FacetShown = (value) => {
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
