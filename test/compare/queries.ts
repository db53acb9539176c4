import fc from 'fast-check';
import type { Operator } from '../../shared/query/ast.ts';
import { ATTRIBUTES, URN_SCHEMES } from '../../shared/query/meaning/attributes.ts';
import { compile, inspect, parseQuery, printQuery, type QueryContact } from '../../shared/query/query.ts';
import { contacts } from '../shared/query/generators.ts';
import { FIELDS, WORKSPACE } from '../shared/query/support.ts';
import edges from './edges.json' with { type: 'json' };
import type { Kind } from './kind.ts';

/** Without the attributes that only this service has. */
const { attributes: _, ...env } = WORKSPACE;

/** The same people each time, so that a peer's file can be read on another day. */
const people: readonly QueryContact[] = fc
  .sample(contacts, { seed: 1, numRuns: 12 })
  .map(({ added: _added, ...contact }) => contact);

const OPERATORS: readonly (Operator | 'has' | 'is')[] = ['=', '!=', '~', '<', '<=', '>', '>=', 'has', 'is'];

const keys = fc.constantFrom(
  ...Object.keys(ATTRIBUTES),
  ...URN_SCHEMES,
  ...Object.keys(FIELDS).flatMap((key) => [key, `fields.${key}`]),
  ...[...URN_SCHEMES].map((scheme) => `urns.${scheme}`),
  'bogus',
  'fields.bogus',
  'other.name',
);

const properties = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...Object.keys(ATTRIBUTES), ...Object.keys(FIELDS)) }, keys),
    fc.boolean(),
  )
  .map(([key, loud]) => (loud ? key.toUpperCase() : key));

const bare = fc.constantFrom(...edges.numbers, ...edges.words);
const quoted = fc
  .oneof(
    fc.constantFrom(...edges.texts, ...edges.words),
    fc.array(fc.constantFrom(...edges.characters), { maxLength: 8 }).map((parts) => parts.join('')),
  )
  .map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
const values = fc.oneof(
  { weight: 3, arbitrary: quoted },
  { weight: 3, arbitrary: bare },
  fc.constantFrom(...edges.broken),
);

const conditions = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(properties, fc.constantFrom(...OPERATORS), values)
      .map(([property, operator, value]) => `${property} ${operator} ${value}`),
  },
  values,
);

/** By the grammar of `shared/query/syntax/parser.ts`, over every property and value; many have no meaning. */
const inputs = fc.letrec<{ query: string; combination: string }>((tie) => ({
  query: fc.oneof({ maxDepth: 3, withCrossShrink: true }, { weight: 3, arbitrary: conditions }, tie('combination')),
  combination: fc
    .tuple(fc.array(tie('query'), { minLength: 1, maxLength: 3 }), fc.constantFrom(' AND ', ' or ', ' '), fc.boolean())
    .map(([children, operator, open]) => (open ? children.join(operator) : `(${children.join(operator)})`)),
})).query;

/** Its normal form, what it mentions and whom it finds; or why it is refused. */
function answer(input: unknown) {
  const read = parseQuery(String(input), env);
  if (!read.ok) return { code: read.error.code, extra: read.error.extra };
  const { matches } = compile(read.query, { ...env, searching: false });
  return {
    query: printQuery(read.query),
    inspection: inspect(read.query),
    matches: people.flatMap((contact, at) => (matches(contact) ? [at] : [])),
  };
}

export const queries: Kind = {
  share: 4,
  world: {
    now: new Date(env.now / 1000).toISOString(),
    timezone: env.timezone,
    date_style: env.dateStyle,
    country: 'US',
    languages: ['eng', 'spa', 'fra'],
    fields: FIELDS,
    groups: ['U-Reporters'],
    flows: ['Registration'],
    contacts: people,
  },
  inputs,
  answer,
};
