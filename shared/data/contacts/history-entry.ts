import type { Change } from '../../domain/contacts/contact.ts';
import type { RunErrorEvent } from '../../domain/contacts/error-event.ts';
import type { ContactEvent } from '../../domain/contacts/events.ts';
import type { StateBefore } from '../../domain/contacts/undo/state-before.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Key } from '../dynamo/index.ts';

/** `RunErrorEvent`: what runs leave (history-runs.ts). */
export type StoredEvent = (ContactEvent | RunErrorEvent) & { readonly uuid: string };

/** The events of one version of a contact, with its author and time. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly StoredEvent[];
  /** What the contact was before, for an undo; null when nothing differed. */
  readonly was: StateBefore | null;
}

export interface NewHistory {
  readonly contact: ContactId;
  readonly version: number;
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly ContactEvent[];
  /** Null for the contact's creation. */
  readonly was?: StateBefore | null;
}

export interface HistoryItem extends Key, Omit<HistoryEntry, 'version' | 'was'> {
  /** In the first item of a version; absent when null. */
  readonly was?: StateBefore;
  /** How many items the version has, if more than one. */
  readonly parts?: number;
  readonly ttl?: number;
}

/** Changes of status are kept as long as the contact. */
export const isKeptForever = ({ type }: { readonly type: string }): boolean => type === 'contact_status_changed';
