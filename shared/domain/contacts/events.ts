import type { GroupId } from '../ids.ts';
import type { Assets } from '../workspace.ts';
import { type Contact, isTombstone, type Tombstone } from './contact.ts';
import { newContact } from './new-contact.ts';
import { EACH, type Properties } from './properties/index.ts';

export interface GroupRef {
  readonly uuid: GroupId;
  readonly name: string;
}

export type ErrorCode = 'dependency:missing' | 'urn:invalid' | 'urn:taken' | 'language:invalid' | 'opted_out';

/** Something that was asked for and refused, while the rest went on (TextIt 8.6). */
export interface ErrorEvent {
  readonly type: 'error';
  readonly text: string;
  readonly code?: ErrorCode;
  readonly extra?: Readonly<Record<string, string>>;
}

/** What a run of a flow could not do, as the history of its contact has it (TextIt 8.7), and where in the flow that was. */
export interface RunErrorEvent {
  readonly type: 'error' | 'failure';
  readonly text: string;
  readonly code?: ErrorCode | 'expression' | 'group:missing';
  readonly extra?: Readonly<Record<string, string>>;
  /** By which the errors of a job are counted. */
  readonly _kind: string;
  readonly _node: string | null;
  readonly _action: string | null;
}

/** What a run left, which changed nothing of the contact. */
export const isOfRun = (event: ContactEvent | RunErrorEvent): event is RunErrorEvent => '_kind' in event;

/** The one refusal that history keeps (TextIt 2.12). */
export const isTaken = (event: { readonly type: string }): event is ErrorEvent =>
  event.type === 'error' && 'code' in event && event.code === 'urn:taken';

/** That a contact did not become active, since it opted out. */
export const isOptedOut = (event: { readonly type: string }): boolean =>
  event.type === 'error' && 'code' in event && event.code === 'opted_out';

/** What happened to a contact, in TextIt's shapes (8.7); the uuid and time are added where an event is stored. */
export type ContactEvent = ReturnType<NonNullable<Properties[keyof Properties]['events']>>[number] | ErrorEvent;

/** Where events take the names of groups and fields from. A group or field that is gone keeps an empty name or its key. */
export type Names = Pick<Assets, 'groups' | 'fields'>;

const NO_NAMES: Names = { groups: new Map(), fields: new Map() };

const EVENTS = EACH.flatMap(({ events }) => events ?? []);

/**
 * What happened between two versions of a contact, in the order of the table of properties. `before` is null for a new
 * contact; a deletion is no event, since a deleted person has no history.
 */
export function changesBetween(
  before: Contact | null,
  after: Contact | Tombstone,
  names: Names = NO_NAMES,
): readonly ContactEvent[] {
  if (before === after || isTombstone(after)) return [];
  const from = before ?? newContact({ uuid: after.uuid, now: after.createdOn, change: after.lastChange });
  return EVENTS.flatMap<ContactEvent>((events) => events(from, after, names));
}
