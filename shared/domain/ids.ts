import { type Instant, instant } from './instant.ts';

/** Branded, so that a group's id cannot pass as a contact's. Made here only, from a checked text or a new UUID. */
type Id<Kind extends string> = string & { readonly __brand: Kind };

export type WorkspaceId = Id<'workspace'>;
export type ContactId = Id<'contact'>;
export type GroupId = Id<'group'>;
export type FlowId = Id<'flow'>;
export type JobId = Id<'job'>;
export type TokenId = Id<'token'>;
export type PersonId = Id<'person'>;
export type InvitationId = Id<'invitation'>;
export type WebhookId = Id<'webhook'>;
export type ChannelId = Id<'channel'>;
export type ImportId = Id<'import'>;
export type PolicyId = Id<'policy'>;
export type SearchId = Id<'search'>;
/** A field is known by its key (`^[a-z][a-z0-9_]*$`, at most 36 characters), which never changes (TextIt 6.7). */
export type FieldKey = Id<'field'>;

export type AnyUuid =
  | WorkspaceId
  | ContactId
  | GroupId
  | FlowId
  | JobId
  | TokenId
  | PersonId
  | InvitationId
  | ImportId
  | PolicyId
  | SearchId
  | WebhookId
  | ChannelId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DASHLESS = /^[0-9a-f]{32}$/;

/** The text as an id in lower case with dashes, which may be missing (as in Python); null for anything but a UUID. */
export function parseUuid<T extends AnyUuid>(text: string): T | null {
  const lower = text.trim().toLowerCase();
  if (UUID.test(lower)) return lower as T;
  return DASHLESS.test(lower) ? (dashed(lower) as T) : null;
}

/** Formats 32 hexadecimal digits as a UUID. */
export const dashed = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');

/** Hexadecimal digits of a uuid that its integer id has. */
export const DIGITS_OF_ID = 12;

/** TextIt's deprecated integer id of an object with a uuid: any stable number. */
export const integerId = (uuid: string): number => Number.parseInt(uuid.slice(-DIGITS_OF_ID), 16);

/** The time in a version 7 uuid, to the millisecond; 1970 for any other uuid. */
export const timeOfUuid = (uuid: string): Instant =>
  instant(uuid[14] === '7' ? Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16) * 1000 : 0);
