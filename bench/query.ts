/**
 * The CPU time of the query language. Aims, a second: 200,000 parses and 2,000,000 evaluations
 * of a query of five conditions. Another: 250 smart groups (a full workspace) for one contact in less than 1 ms.
 */
import { type CompiledQuery, compile, parseQuery, type QueryContact, type QueryEnv } from '../shared/query/query.ts';
import { type Measurement, measure, repeat } from './support/rates.ts';
import { table, whole } from './support/table.ts';

const MICROS_PER_DAY = 86_400_000_000;
const NOW = Date.parse('2026-11-24T12:00:00Z') * 1000;
const FIELDS = { age: 'number', gender: 'text', joined: 'datetime' } as const;

const env: QueryEnv = {
  redactUrns: false,
  dateStyle: 'day_first',
  timezone: 'Africa/Kigali',
  now: NOW,
  attributes: { dormant_since: 'datetime' },
  resolver: {
    field: (key) => (key in FIELDS ? { name: key, type: FIELDS[key as keyof typeof FIELDS] } : null),
    group: () => null,
    flow: () => null,
  },
};

const TYPICAL = 'language = eng AND age >= 18 AND (tel ~ 2507 OR gender = female) AND last_seen_on < 01-10-2026';

const NAMES = ['Ann Uwase', "Seán O'Shea", 'Jean-Pierre Habimana', 'Grace Mukamana', 'Bob Smithwick', 'Zoë Ünal'];

/** A thousand different people; about half match the typical query. */
const contacts: readonly QueryContact[] = Array.from({ length: 1000 }, (_, index) => ({
  uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  name: NAMES[index % NAMES.length] ?? null,
  language: index % 10 === 0 ? 'fra' : 'eng',
  status: 'active',
  urns: [['tel', `+2507${String(80_000_000 + index)}`]],
  fields: {
    age: { text: `${10 + (index % 40)}`, number: `${10 + (index % 40)}` },
    gender: { text: index % 2 === 0 ? 'Female' : 'Male' },
    joined: { text: '2020-01-27', datetime: NOW - index * MICROS_PER_DAY },
  },
  groups: [],
  createdOn: NOW - 400 * MICROS_PER_DAY,
  lastSeenOn: NOW - (index % 150) * MICROS_PER_DAY,
  added: { dormant_since: null },
  tickets: 0,
}));

function parse(text: string): CompiledQuery {
  const result = parseQuery(text, env);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return compile(result.query, env);
}

/** As many smart groups as a workspace may have, with every kind of condition. */
const groups = Array.from({ length: 250 }, (_, index) =>
  parse(
    [
      `age > ${index % 60} AND gender = female`,
      `name ~ "${NAMES[index % NAMES.length]}" OR language = fra`,
      `last_seen_on < -${index}d AND dormant_since = ""`,
      `tel ~ ${2500 + index} OR urn = ""`,
      `joined >= 01-01-2020 AND (age = ${index} OR age = "") AND language != eng`,
    ][index % 5] ?? '',
  ),
);

/** The number of matches, so that no evaluation can be optimised away. */
export let matched = 0;
const ask = (query: CompiledQuery, contact: QueryContact): void => {
  if (query.matches(contact)) matched += 1;
};

const typical = parse(TYPICAL);
const first = contacts[0];
if (!first) throw new Error('no contacts');

let turn = 0;

/** Takes some seconds, in this process. */
export const measureQuery = (): readonly Measurement[] => [
  measure(
    'parses',
    200_000,
    100,
    repeat(100, () => void parseQuery(TYPICAL, env)),
  ),
  measure('evaluations', 2_000_000, contacts.length, () => {
    for (const contact of contacts) ask(typical, contact);
  }),
  measure(
    'all 250 smart groups of a contact',
    1_000,
    10,
    repeat(10, () => {
      turn = (turn + 1) % contacts.length;
      for (const group of groups) ask(group, contacts[turn] ?? first);
    }),
  ),
];

export const queryTable = (measured: readonly Measurement[]): string => `## Query language

A second of processor time; a typical query has five conditions.

${table([
  ['', 'a second', 'aim', 'µs each'],
  ...measured.map(({ what, rate, aim }) => [what, whole(rate), aim === 0 ? '' : whole(aim), (1e6 / rate).toFixed(2)]),
])}`;
