import type * as z from 'zod/mini';
import { MASK, maskUrn, refOf } from '../../shared/domain/contacts/anon.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import { fieldText } from '../../shared/domain/contacts/fields.ts';
import { identityOf, isUrnError, parseUrn } from '../../shared/domain/contacts/urns.ts';
import { formatInstant, type Instant } from '../../shared/domain/instant.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import type { contactSchema } from './answers.schema.ts';

export interface Showing {
  /** URNs as objects (TextIt's `expand_urns`). */
  readonly expandUrns?: boolean;
}

const shownTime = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** The contact as the API shows it; groups and fields that the workspace has no more are left out at once. */
export function showContact(
  item: Contact | Tombstone,
  assets: Assets,
  { expandUrns = false }: Showing = {},
): z.output<typeof contactSchema> {
  return isTombstone(item) ? showTombstone(item) : showLive(item, assets, expandUrns);
}

function showLive(contact: Contact, assets: Assets, expandUrns: boolean): z.output<typeof contactSchema> {
  const { anon } = assets.settings;
  return {
    uuid: contact.uuid,
    name: contact.name,
    status: contact.status,
    language: contact.language,
    urns: contact.urns.map((urn) => (expandUrns ? expandedUrn(urn, anon) : shownUrn(urn, anon))),
    groups: contact.groups.flatMap((uuid) => {
      const group = assets.groups.get(uuid);
      return group ? [{ uuid, name: group.name }] : [];
    }),
    notes: contact.notes.map(({ text, createdOn, createdBy }) => ({
      text,
      created_on: formatInstant(createdOn),
      created_by: { email: '', name: createdBy },
    })),
    fields: Object.fromEntries(
      [...assets.fields.values()].map(({ key, type }) => [key, fieldText(contact.fields[key], type)]),
    ),
    flow: null,
    created_on: formatInstant(contact.createdOn),
    modified_on: formatInstant(contact.modifiedOn),
    last_seen_on: shownTime(contact.lastSeenOn),
    dormant_since: shownTime(contact.dormantSince),
    blocked: contact.status === 'blocked',
    stopped: contact.status === 'stopped',
    ...(anon && { ref: refOf(contact.uuid), anon_display: refOf(contact.uuid) }),
  };
}

/** TextIt's form of a deleted contact (chapter 3). */
function showTombstone({ uuid, createdOn, modifiedOn }: Tombstone): z.output<typeof contactSchema> {
  return {
    uuid,
    name: null,
    status: null,
    language: null,
    urns: [],
    groups: [],
    notes: [],
    fields: {},
    flow: null,
    created_on: formatInstant(createdOn),
    modified_on: formatInstant(modifiedOn),
    last_seen_on: null,
    dormant_since: null,
    blocked: null,
    stopped: null,
  };
}

/** The URN without channel and display; only its scheme in an anonymous workspace. */
const shownUrn = (urn: string, anon: boolean): string => (anon ? maskUrn(urn) : identityOf(urn));

function expandedUrn(urn: string, anon: boolean) {
  const parsed = parseUrn(urn);
  if (isUrnError(parsed)) throw new Error('A stored URN cannot be read');
  const { scheme, path, display } = parsed;
  return { channel: null, scheme, path: anon ? MASK : path, display: anon ? null : (display ?? null) };
}
