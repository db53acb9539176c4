import { describe, expect, test } from 'vitest';
import {
  compile,
  dateComparisons,
  type FieldType,
  type QueryContact,
  type QueryEnv,
} from '../../../shared/query/query.ts';
import { assets, BLANK, casesIn, changedEnv, type EnvChange, fieldsOf, parsed, WORKSPACE } from './support.ts';

interface EvaluationCase {
  readonly query: string;
  readonly contact: Partial<QueryContact>;
  readonly env?: EnvChange;
  readonly searching?: boolean;
  readonly matches: boolean;
}

const FIELDS: Readonly<Record<string, FieldType>> = {
  age: 'number',
  dob: 'datetime',
  gender: 'text',
  empty: 'text',
  xyz: 'text',
  state: 'state',
  district: 'district',
  ward: 'ward',
};

const ENV: QueryEnv = {
  ...WORKSPACE,
  dateStyle: 'year_first',
  resolver: {
    field: fieldsOf(FIELDS),
    group: assets('U-Reporters', 'Testers'),
    flow: assets('Registration', 'Catch All'),
  },
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T(?:\d{2}:){2}(\d{2})(?:\.(\d{6}))?Z$/;

/** Cases write times as ISO text; the evaluator wants µs. */
const microsOf = (text: string): number =>
  Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Number(INSTANT.exec(text)?.[2] ?? '0');

const withMicros = (_: string, value: unknown): unknown =>
  typeof value === 'string' && INSTANT.test(value) ? microsOf(value) : value;

const contactOf = (contact: Partial<QueryContact>): QueryContact => {
  const { fields, ...rest }: Partial<QueryContact> = JSON.parse(JSON.stringify(contact), (key, value) =>
    key === 'text' ? value : withMicros(key, value),
  );
  return { ...BLANK, ...rest, fields: fields ?? {} };
};

const title = ({ query, contact, searching, env, matches }: EvaluationCase): string => {
  const where = `${searching === undefined ? '' : searching ? ' in a search' : ' in a group'}${env ? ` ${JSON.stringify(env)}` : ''}`;
  return `${query} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(contact).slice(0, 80)}${where}`;
};

describe.each(['textit-evaluation.json', 'evaluation.json'])('%s', (file) => {
  test.each(casesIn<EvaluationCase>(file).map((each): [string, EvaluationCase] => [title(each), each]))(
    '%s',
    (_, each) => {
      const env = changedEnv(ENV, each.env);
      const { searching } = each;
      const compiled = compile(parsed(each.query, env), searching === undefined ? env : { ...env, searching });
      expect(compiled.matches(contactOf(each.contact))).toBe(each.matches);
    },
  );
});

test('a query returns the days that it compares with', () => {
  const query = parsed('last_seen_on < -90d and (dob = 2020/01/27 or age > 5 or created_on >= -1m or dob != "")', ENV);
  const day = (date: string) => {
    const start = microsOf(`${date}T00:00:00Z`);
    return { start, end: start + 86_400_000_000 };
  };
  expect(dateComparisons(query, ENV)).toEqual([
    { property: { type: 'attribute', key: 'last_seen_on' }, operator: '<', ...day('2026-08-26'), relative: true },
    {
      property: { type: 'field', key: 'dob', name: 'Dob', valueType: 'datetime' },
      operator: '=',
      ...day('2020-01-27'),
      relative: false,
    },
    { property: { type: 'attribute', key: 'created_on' }, operator: '>=', ...day('2026-10-24'), relative: true },
  ]);
});
