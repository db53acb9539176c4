import type { QueryContact, QueryEnv } from '../../query/query.ts';
import type { FieldKey } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import type { Contact } from './contact.ts';
import { isLanguage } from './languages.ts';
import { e164 } from './phones.ts';
import { EACH } from './properties/index.ts';
import { allOf, column, together } from './properties/together.ts';

/** Attributes that TextIt's query language has not. */
const ADDED = together(EACH.map(({ query }) => query?.added ?? null));
const ADDED_TYPES = column(ADDED, 'type');

/** The workspace as the query language sees it. There are no flows to ask for here: `flow` and `history` match nothing. */
export function queryEnvOf({ settings, groups, fields }: Assets, now: Instant): QueryEnv {
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
      group: (name) => [...groups.values()].find((group) => group.name.toLowerCase() === name.toLowerCase()) ?? null,
      flow: () => null,
    },
  };
}

/** A contact as the query language sees it. There are no tickets here. */
export const queryContactOf: (contact: Contact) => QueryContact = allOf({
  ...together(EACH.map(({ query }) => query?.values ?? null)),
  added: allOf(column(ADDED, 'value')),
  tickets: () => 0,
});
