/**
 * Identifiers are branded so that a group's id cannot be handed to a function that wants a contact's.
 * They are minted here only: from a checked text, or from a fresh UUID by the caller who owns randomness.
 */
type Id<Kind extends string> = string & { readonly __brand: Kind };

export type WorkspaceId = Id<'workspace'>;
export type ContactId = Id<'contact'>;
export type GroupId = Id<'group'>;
export type FlowId = Id<'flow'>;
export type JobId = Id<'job'>;
export type TokenId = Id<'token'>;
/** A field is known by its key (`^[a-z][a-z0-9_]*$`, at most 36 characters), which never changes (TextIt 6.7). */
export type FieldKey = Id<'field'>;

export type AnyUuid = WorkspaceId | ContactId | GroupId | FlowId | JobId | TokenId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The text as an id in lower case, or null when it is not a UUID of any version. */
export function parseUuid<T extends AnyUuid>(text: string): T | null {
  const lower = text.trim().toLowerCase();
  return UUID.test(lower) ? (lower as T) : null;
}

/** TextIt's deprecated integer of an object with a uuid: any number that stays the same will do. */
export const integerId = (uuid: string): number => Number.parseInt(uuid.slice(-12), 16);
