import { refOf } from '../contacts/anon.ts';
import type { Contact, Status } from '../contacts/contact.ts';
import { fieldText } from '../contacts/fields.ts';
import { hasOptedOut, lastWordOf } from '../contacts/opt-out/last-word.ts';
import type { ContactId, FieldKey, GroupId } from '../ids.ts';
import { formatIfAny, formatInstant } from '../instant.ts';
import type { Assets } from '../workspace.ts';

/** What an export has of a contact, before it is given the form of a file. Times are texts, in UTC and to the microsecond. */
export interface ExportRow {
  readonly uuid: ContactId;
  readonly ref: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: Status;
  /** Whether the workspace refuses to hear from it, also in the archive. */
  readonly blocked: boolean;
  /** When the person refused messages, if that is the last word. */
  readonly optedOutOn: string | null;
  readonly createdOn: string;
  readonly modifiedOn: string;
  readonly lastSeenOn: string | null;
  readonly dormantSince: string | null;
  /** In their order; none in an anonymous workspace. */
  readonly urns: readonly string[];
  readonly groups: readonly GroupId[];
  readonly fields: Readonly<Record<FieldKey, string>>;
}

/** One slice of an export, in the order of its manifest. Whoever is not in it was deleted before it was read. */
export interface ExportPart {
  readonly rows: readonly ExportRow[];
}

export function exportRow(contact: Contact, { settings, fields }: Pick<Assets, 'settings' | 'fields'>): ExportRow {
  const { uuid, name, language, status, groups } = contact;
  return {
    ...{ uuid, name, language, status, groups },
    ref: refOf(uuid),
    blocked: contact.optOut === 'blocked',
    optedOutOn: hasOptedOut(contact) ? formatIfAny(lastWordOf(contact)?.on ?? null) : null,
    createdOn: formatInstant(contact.createdOn),
    modifiedOn: formatInstant(contact.modifiedOn),
    lastSeenOn: formatIfAny(contact.lastSeenOn),
    dormantSince: formatIfAny(contact.dormantSince),
    urns: settings.anon ? [] : contact.urns,
    fields: fieldTexts(contact, fields),
  };
}

/** Values as they were given; dates as they were understood, since the same text may be another date elsewhere, or at another time of day. */
const fieldTexts = (contact: Contact, fields: Assets['fields']): ExportRow['fields'] =>
  Object.fromEntries(
    [...fields.values()].flatMap(({ key, type }) => {
      if (!Object.hasOwn(contact.fields, key)) return [];
      const value = contact.fields[key];
      const understood = type === 'datetime' ? fieldText(value, type) : null;
      return value === undefined ? [] : [[key, understood ?? value.text] as const];
    }),
  );
