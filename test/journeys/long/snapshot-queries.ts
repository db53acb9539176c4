/** Random queries, and what they mean for a row of an export, in words that use no code of the service. */
import type { Random } from '../../support/random.ts';

/** A line of an export as JSON. */
export interface Exported {
  readonly uuid: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: string;
  readonly created_on: string;
  readonly 'group:Farmers': boolean;
  readonly 'group:Mothers': boolean;
  readonly fields: Readonly<Record<'Age' | 'Crop' | 'Born', string | null>>;
}

export const SORTS = ['', '', 'fields.age', '-fields.age', 'fields.born', '-fields.born', 'created_on', '-created_on'];

const numberOf = ({ fields }: Exported): number | null => {
  const text = fields.Age ?? '';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
};
/** A date without a time is the midnight that begins it. */
const bornOf = ({ fields }: Exported): string | null => fields.Born?.slice(0, 10) || null;

const COMPARE: Readonly<Record<string, <Value>(a: Value, b: Value) => boolean>> = {
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

type Test = (row: Exported) => boolean;

/** Conditions by their beginnings; the rest is a value. */
const MEANINGS: readonly (readonly [RegExp, (...found: readonly string[]) => Test])[] = [
  [
    /^age (\S+) (-?[\d.]+)$/,
    (by = '', value = '') =>
      (row) => {
        const age = numberOf(row);
        return age !== null && (COMPARE[by]?.(age, Number(value)) ?? false);
      },
  ],
  [
    /^born (\S+) (\d{4}-\d\d-\d\d)$/,
    (by = '', value = '') =>
      (row) => {
        const born = bornOf(row);
        return born !== null && (COMPARE[by]?.(born, value) ?? false);
      },
  ],
  [
    /^crop = "(.+)"$/,
    (value = '') =>
      ({ fields }) =>
        fields.Crop?.toLowerCase() === value.toLowerCase(),
  ],
  [
    /^(age|crop|born) (=|!=) ""$/,
    (key = '', by = '') =>
      (row) => {
        const value = key === 'age' ? numberOf(row) : key === 'born' ? bornOf(row) : row.fields.Crop || null;
        return (value === null) === (by === '=');
      },
  ],
  [
    /^name (=|!=) ""$/,
    (by = '') =>
      ({ name }) =>
        (name === null || name === '') === (by === '='),
  ],
  [
    /^name ~ (\w+)$/,
    (word = '') =>
      ({ name }) =>
        (name ?? '')
          .toLowerCase()
          .split(/\s+/)
          .some((one) => one.startsWith(word.toLowerCase())),
  ],
  [
    /^language = (\w+)$/,
    (code = '') =>
      ({ language }) =>
        language === code,
  ],
  [
    /^group = "(.+)"$/,
    (group = '') =>
      (row) =>
        row[`group:${group as 'Farmers'}`],
  ],
  [
    /^status = (\w+)$/,
    (status = '') =>
      (row) =>
        row.status === status,
  ],
];

function randomCondition(random: Random): string {
  const comparison = random.pick(['=', '>', '>=', '<', '<=']);
  return random.pick([
    `age ${comparison} ${random.pick(['-3', '0', '18', '30.5', '77'])}`,
    `born ${comparison} 20${10 + random.below(15)}-0${1 + random.below(9)}-1${random.below(10)}`,
    `crop = "${random.pick(['MAIZE', 'tea', 'Coffee beans', 'Rice'])}"`,
    `${random.pick(['age', 'crop', 'born'])} ${random.pick(['=', '!='])} ""`,
    `name ${random.pick(['=', '!='])} ""`,
    `name ~ ${random.pick(['ann', 'bob', 'person'])}`,
    `language = ${random.pick(['eng', 'fra'])}`,
    `group = "${random.pick(['Farmers', 'Mothers'])}"`,
    `status = ${random.pick(['active', 'archived', 'blocked', 'stopped'])}`,
  ]);
}

/** One to three conditions, joined by one word. */
export function randomQuery(random: Random): string {
  const conditions = Array.from({ length: 1 + random.below(3) }, () => randomCondition(random));
  return conditions.join(random.pick([' AND ', ' OR ']));
}

/** Whom a query finds, looking at each row. Without a status it finds active people only. */
export function evaluated(query: string, rows: readonly Exported[]): readonly Exported[] {
  const isAny = query.includes(' OR ');
  const tests = query.split(/ AND | OR /).map((condition) => {
    for (const [form, meaning] of MEANINGS) {
      const [found, ...parts] = form.exec(condition) ?? [];
      if (found !== undefined) return meaning(...parts);
    }
    throw new Error(condition);
  });
  const everywhere = query.includes('status = ');
  return rows.filter(
    (row) =>
      (everywhere || row.status === 'active') &&
      (isAny ? tests.some((test) => test(row)) : tests.every((test) => test(row))),
  );
}

/** By a value, those without one last, equal ones by their uuid; without a sort in any order. */
export function sorted(rows: readonly Exported[], sort: string): string[] {
  const way = sort.startsWith('-') ? -1 : 1;
  const sortedBy = (row: Exported) =>
    sort.endsWith('age') ? numberOf(row) : sort.endsWith('born') ? bornOf(row) : row.created_on;
  const compare = (a: Exported, b: Exported): number => {
    const [x, y] = [sortedBy(a), sortedBy(b)];
    if (x !== y) return x === null ? 1 : y === null ? -1 : x < y ? -way : way;
    return a.uuid < b.uuid ? -1 : 1;
  };
  return (sort === '' ? [...rows] : rows.toSorted(compare)).map(({ uuid }) => uuid);
}
