import type { Named } from '../endpoints/rows/named.ts';
import { flowWith } from '../support/api/flows.ts';
import type { Schema } from './document.ts';
import { HOSTILE_JSON, HOSTILE_STRINGS } from './hostile.ts';
import type { Random } from './random.ts';

/** Where a value comes from: the dice, and what two workspaces have. */
export interface Source {
  readonly random: Random;
  readonly own: Named;
  readonly theirs: Named;
}

/** How often a value is hostile, and how often it is of another workspace. */
const HOSTILE = 0.15;
const FOREIGN = 0.1;
/** How often a text without another meaning is hostile: long, of odd characters, or a template. */
const ODD = 0.3;

const WORDS = ['Ann', 'kin', 'RW', 'Africa/Kigali', '25', 'true', '2026-01-01T00:00:00Z', 'name = Ann', 'fields'];
const FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked', 'inbox', 'incoming'];
const QUERIES = [
  'name ~ Ann',
  'last_seen_on < -1y',
  'status = archived',
  'group = Ours OR tel ~ 788',
  'language = kin',
];

/** Names whose values are strings that mean something. */
const KNOWN: Readonly<Record<string, (named: Named, random: Random) => string>> = {
  contact: ({ contact, archived }, random) => random.pick([contact, archived]),
  contacts: ({ contact, archived, blocked, urn }, random) => random.pick([contact, archived, blocked, urn]),
  urn: ({ urn }) => urn,
  urns: ({ urn }) => urn,
  group: ({ group, groupName }, random) => random.pick([group, groupName]),
  groups: ({ group, spareGroup }, random) => random.pick([group, spareGroup]),
  flow: ({ flow }) => flow,
  key: ({ field }) => field,
  country: () => 'RW',
  language: () => 'kin',
  languages: () => 'kin',
  timezone: () => 'Africa/Kigali',
  token: ({ jobToken }) => jobToken,
  folder: (_, random) => random.pick(FOLDERS),
  query: (_, random) => random.pick(QUERIES),
  uuid: (named, random) =>
    random.pick([named.contact, named.group, named.flow, named.start, named.job, named.token, named.message]),
};

/** A string that may well be right for a name. */
export function plausibleText(name: string, { random, own, theirs }: Source): string {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known) return known(random.chance(FOREIGN) ? theirs : own, random);
  return random.pick(random.chance(ODD) ? HOSTILE_STRINGS : WORDS);
}

/** The text of a JSON value for a schema: mostly plausible, often hostile somewhere. */
function jsonFor(name: string, schema: Schema, source: Source): string {
  const { random } = source;
  if (random.chance(HOSTILE)) return random.pick(HOSTILE_JSON);
  if (schema.enum) return JSON.stringify(random.pick(schema.enum));
  if (schema.anyOf?.[0]) return jsonFor(name, random.pick(schema.anyOf), source);
  switch (schema.type) {
    case 'object':
      return schema.properties ? objectFor(schema, source) : mapFor(source);
    case 'array':
      return `[${Array.from({ length: random.below(3) }, () => jsonFor(name, schema.items ?? {}, source)).join()}]`;
    case 'boolean':
      return String(random.chance(0.5));
    case 'integer':
      return String(random.below(100));
    case 'null':
      return 'null';
    default:
      return JSON.stringify(plausibleText(name, source));
  }
}

/** The text of an object with mostly all that it must have, and some of what it may have. */
export function objectFor({ properties = {}, required = [] }: Schema, source: Source): string {
  const { random } = source;
  const given = Object.entries(properties).filter(([name]) => random.chance(required.includes(name) ? 0.97 : 0.4));
  return `{${given.map(([name, schema]) => `${JSON.stringify(name)}:${jsonFor(name, schema, source)}`).join()}}`;
}

function mapFor({ random, own }: Source): string {
  const key = random.chance(HOSTILE) ? random.pick(HOSTILE_STRINGS) : own.field;
  const value = random.chance(0.5) ? random.pick(HOSTILE_STRINGS) : random.pick(WORDS);
  return `{${JSON.stringify(key)}:${JSON.stringify(value)}}`;
}

/** A flow's text that can usually be imported, with hostile templates and patterns, and sometimes one broken place. */
export function flowText({ random, own }: Source): string {
  const template = () => random.pick(HOSTILE_STRINGS);
  const flow = flowWith(`Fuzz ${random.below(3)}`, 900_000 + 100 * random.below(3), [
    { type: 'set_contact_field', field: { key: own.field, name: own.field }, value: template() },
    { type: 'set_contact_name', name: template() },
    { type: 'set_run_result', name: 'Result', value: template(), category: template() },
  ]);
  const [node] = flow.nodes;
  const router = routerOf(random.pick(TESTS), template, node?.exits[0]?.uuid ?? '');
  const text = JSON.stringify({ ...flow, nodes: [{ ...node, router }] });
  return random.chance(HOSTILE) ? spoilt(text, random) : text;
}

const TESTS = ['has_pattern', 'has_text', 'has_number_eq', 'has_date_gt', 'has_phone', 'has_any_word', 'constructor'];

function routerOf(type: string, template: () => string, exit_uuid: string) {
  const category = '5b6c7d8e-0000-4000-8000-0000000000c1';
  return {
    type: 'switch',
    operand: template(),
    default_category_uuid: category,
    cases: [{ uuid: '5b6c7d8e-0000-4000-8000-0000000000c2', type, arguments: [template()], category_uuid: category }],
    categories: [{ uuid: category, name: 'All', exit_uuid }],
    result_name: 'Routed',
  };
}

/** A text of JSON with one of its strings, numbers or nulls replaced. */
function spoilt(text: string, random: Random): string {
  const places = [...text.matchAll(/(?<=[:[,])("(?:[^"\\]|\\.)*"(?!:)|\d+|null)/g)];
  const place = random.pick(places);
  return `${text.slice(0, place.index)}${random.pick(HOSTILE_JSON)}${text.slice(place.index + place[0].length)}`;
}
