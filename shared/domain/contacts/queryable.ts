import type { NamedAsset, QueryContact, QueryEnv } from '../../query/query.ts';
import type { FieldKey } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import type { Contact } from './contact.ts';
import { isLanguage } from './languages.ts';
import { e164 } from './phones.ts';
import { callAll, column, together } from './properties/combine.ts';
import { EACH } from './properties/index.ts';

/** Attributes that TextIt's query language does not have. */
const ADDED = together(EACH.map(({ query }) => query?.added ?? null));
export const ADDED_TYPES = column(ADDED, 'type');

export type NamedFlow = NamedAsset & { readonly archived: boolean };

/** The workspace as the query language sees it; `flows` are those that a query may name. */
export function queryEnvOf(
  { settings, groups, fields }: Assets,
  now: Instant,
  flows: readonly NamedFlow[] = [],
): QueryEnv {
  const { dateStyle, timezone, country, anon } = settings;
  return {
    dateStyle,
    timezone,
    now,
    attributes: ADDED_TYPES,
    redactUrns: anon,
    parsePhone: (text) => e164(text, country),
    isLanguage,
    resolver: {
      field: (key) => fields.get(key as FieldKey) ?? null,
      group: (name) => named([...groups.values()], name),
      flow: (name) => onlyNamed(flows, name),
    },
  };
}

const isNamed = (asset: NamedAsset, name: string): boolean => asset.name.toLowerCase() === name.toLowerCase();

const named = <Asset extends NamedAsset>(assets: readonly Asset[], name: string): Asset | null =>
  assets.find((asset) => isNamed(asset, name)) ?? null;

/** Flows may share a name, unlike groups: the unarchived one is meant. Null if several are. */
function onlyNamed(flows: readonly NamedFlow[], name: string): NamedAsset | null {
  const all = flows.filter((flow) => isNamed(flow, name));
  const current = all.filter(({ archived }) => !archived);
  const [flow, ...others] = all.length === 1 ? all : current;
  return flow !== undefined && others.length === 0 ? flow : null;
}

const VALUES = {
  ...together(EACH.map(({ query }) => query?.values ?? null)),
  added: callAll(column(ADDED, 'value')),
  tickets: () => 0,
};

/** A contact as queries see it: without tickets or a present flow; its runs are stored elsewhere. */
export const queryContactOf = callAll(VALUES) satisfies (contact: Contact) => QueryContact;

/**
 * The same for smart groups, at less cost: without the ref, which they do not know, and without addresses if no query
 * looks at them (`urns`).
 */
export const groupedContactOf = (
  contact: Contact,
  urns: boolean,
): Omit<ReturnType<typeof queryContactOf>, 'ref'> & QueryContact => ({
  ...contact,
  fields: VALUES.fields(contact),
  urns: urns ? VALUES.urns(contact) : [],
  added: VALUES.added(contact),
  tickets: 0,
});
