import type { QueryContact, QueryEnv, QueryFieldValue } from '../../query/query.ts';
import type { FieldKey } from '../ids.ts';
import { type Instant, parseInstant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import { refOf } from './anon.ts';
import type { Contact, FieldValue } from './contact.ts';
import { isLanguage } from './languages.ts';
import { e164 } from './phones.ts';
import { isUrnError, parseUrn } from './urns.ts';

/** The workspace as the query language sees it. There are no flows to ask for here: `flow` and `history` match nothing. */
export function queryEnvOf({ settings, groups, fields }: Assets, now: Instant): QueryEnv {
  const { dateStyle, timezone, country, anon } = settings;
  return {
    dateStyle,
    timezone,
    now,
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

/** A contact as the query language sees it. */
export function queryContactOf(contact: Contact): QueryContact {
  const { uuid, name, language, status, groups, createdOn, lastSeenOn, dormantSince } = contact;
  return {
    uuid,
    ref: refOf(uuid),
    name,
    language,
    status,
    groups,
    createdOn,
    lastSeenOn,
    dormantSince,
    urns: contact.urns.flatMap(schemeAndPath),
    fields: queryFields(contact.fields),
    tickets: 0,
  };
}

function schemeAndPath(urn: string): readonly (readonly [string, string])[] {
  const parsed = parseUrn(urn);
  return isUrnError(parsed) ? [] : [[parsed.scheme, parsed.path]];
}

function queryFields(fields: Contact['fields']): Record<string, QueryFieldValue> {
  const values: Record<string, QueryFieldValue> = {};
  for (const [key, value] of Object.entries<FieldValue>(fields)) {
    const { text, number, datetime } = value;
    values[key] = {
      text,
      number,
      datetime: datetime === undefined ? undefined : (parseInstant(datetime) ?? undefined),
    };
  }
  return values;
}
