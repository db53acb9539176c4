import { readFileSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import {
  type FieldType,
  type NamedAsset,
  parseQuery,
  type Query,
  type QueryContact,
  type QueryEnv,
} from '../../../shared/query/query.ts';

/** Tuesday 24 November 2026, noon in UTC. */
export const NOW = Date.parse('2026-11-24T12:00:00Z') * 1000;

/** The workspace of the reference's examples, 5.12 and 5.13. */
export const FIELDS: Readonly<Record<string, FieldType>> = {
  age: 'number',
  gender: 'text',
  state: 'state',
  dob: 'datetime',
  language: 'text',
};

export const assets = (...names: readonly string[]) => {
  const known = new Map(
    names.map((name): [string, NamedAsset] => [name.toLowerCase(), { uuid: `id-of-${name}`, name }]),
  );
  return (name: string): NamedAsset | null => known.get(name.toLowerCase()) ?? null;
};

export const fieldsOf = (types: Readonly<Record<string, FieldType>>) => (key: string) => {
  const type = types[key];
  return type ? { name: `${key[0]?.toUpperCase()}${key.slice(1)}`, type } : null;
};

export const WORKSPACE: QueryEnv = {
  redactUrns: false,
  dateStyle: 'day_first',
  timezone: 'UTC',
  now: NOW,
  parsePhone: (text) => {
    const phone = parsePhoneNumberFromString(text, 'US');
    return phone?.isPossible() ? phone.number : null;
  },
  isLanguage: (code) => ['eng', 'spa', 'fra'].includes(code),
  attributes: { dormant_since: 'datetime', nickname: 'text', visits: 'number' },
  resolver: { field: fieldsOf(FIELDS), group: assets('U-Reporters'), flow: assets('Registration') },
};

/** What a case changes in an environment; `resolver: false` removes the resolver. */
export type EnvChange = Partial<Omit<QueryEnv, 'resolver'>> & { readonly resolver?: boolean };

export function changedEnv(env: QueryEnv, { resolver = true, ...change }: EnvChange = {}): QueryEnv {
  const { resolver: present, ...rest } = { ...env, ...change };
  return resolver && present ? { ...rest, resolver: present } : rest;
}

/** The cases of a file in `test/cases/query`; `<<x*3>>` is expanded to `xxx`. */
export function casesIn<T>(file: string): readonly T[] {
  const text = readFileSync(`test/cases/query/${file}`, 'utf8');
  return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? expanded(value) : value));
}

const expanded = (text: string): string =>
  text.replace(/<<(.*?)\*(\d+)>>/gs, (_, part: string, times: string) => part.repeat(Number(times)));

export function parsed(text: string, env: QueryEnv = WORKSPACE): Query {
  const result = parseQuery(text, env);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.query;
}

export const BLANK: QueryContact = {
  uuid: '0d1f5b0e-7d0c-4a3c-9d8a-3f3d6d2f8f10',
  name: null,
  language: null,
  status: 'active',
  urns: [],
  fields: {},
  groups: [],
  createdOn: NOW,
  lastSeenOn: null,
  tickets: 0,
};
