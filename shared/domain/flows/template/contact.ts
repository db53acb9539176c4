import { parseDate } from '../../../query/values/date.ts';
import { maskUrn, refOf } from '../../contacts/anon.ts';
import type { Contact, FieldValue } from '../../contacts/contact.ts';
import { identityOf } from '../../contacts/urns.ts';
import { type Instant, instant } from '../../instant.ts';
import type { Assets, Field } from '../../workspace.ts';
import { offsetName } from './dates.ts';
import { parseDecimal } from './decimal.ts';
import { formatUrnText } from './library/formats.ts';
import { datetime, list, type Properties, properties, type Value } from './value.ts';

/** `@contact` (TextIt 8.10). Prints as the name, else (in an anonymous workspace) the reference, else the first address. */
export function contactProperties(contact: Contact, assets: Assets): Properties {
  const { timezone } = assets.settings;
  const [first = null] = shownUrns(contact, assets);
  const moment = (at: Instant | null): Value => (at === null ? null : datetime(at, timezone));
  return properties(
    {
      uuid: contact.uuid,
      ref: refOf(contact.uuid),
      name: contact.name,
      first_name: contact.name?.trim().split(/\s+/u)[0] ?? null,
      language: contact.language,
      timezone,
      status: contact.status,
      created_on: moment(contact.createdOn),
      last_seen_on: moment(contact.lastSeenOn),
      urns: list(shownUrns(contact, assets)),
      urn: first,
      groups: () => groupsOf(contact, assets),
      fields: () => fieldsOf(contact, assets),
      channel: null,
      tickets: list([]),
    },
    printed(contact, assets, first),
  );
}

function printed(contact: Contact, { settings }: Assets, urn: string | null): string {
  if (contact.name !== null) return contact.name;
  if (settings.anon) return refOf(contact.uuid);
  return urn === null ? '' : formatUrnText(urn);
}

const shownUrns = ({ urns }: Contact, { settings }: Assets): readonly string[] =>
  settings.anon ? urns.map(maskUrn) : urns;

/** `@urns`: the first address of each scheme. */
export function urnsOf(contact: Contact, assets: Assets): Value {
  const byScheme = shownUrns(contact, assets).map((urn) => [identityOf(urn).split(':', 1)[0] ?? '', urn] as const);
  return properties(Object.fromEntries(byScheme.toReversed()));
}

function groupsOf({ groups }: Contact, assets: Assets): Value {
  const known = groups.flatMap((uuid) => assets.groups.get(uuid) ?? []);
  return list(known.map(({ uuid, name }) => properties({ uuid, name }, name)));
}

/** `@fields`: every field of the workspace, empty or not, each as the value that its type gives. */
export function fieldsOf(contact: Contact, { fields }: Assets): Properties {
  const entries = [...fields.values()].map((field): [string, () => Value] => [
    field.key,
    () => typed(contact.fields[field.key], field),
  ]);
  return properties(Object.fromEntries(entries));
}

/** A value that has no reading of its field's type is empty, as everywhere (TextIt 1.8); locations are text here. */
function typed(value: FieldValue | undefined, { type }: Field): Value {
  if (value === undefined) return null;
  switch (type) {
    case 'number':
      return value.number === undefined ? null : parseDecimal(value.number);
    case 'datetime':
      return value.datetime === undefined ? null : stored(value.datetime);
    default:
      return value.text;
  }
}

/** A stored date-time, in the offset it was understood in. */
function stored(iso: string): Value {
  const parsed = parseDate(iso, { dateStyle: 'year_first', timezone: 'UTC', now: instant(0), fillTime: false });
  return parsed && datetime(parsed.at, parsed.offset ? offsetName(parsed.offset) : 'UTC');
}
