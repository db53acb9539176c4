import type { QueryContact, ValueType } from '../../../query/query.ts';
import type { ContactId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import type { TextOptions } from '../../schema.ts';
import type { Value } from '../../template-values/value.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact, Tombstone } from '../contact.ts';
import type { ModifierContext, ModifierOutcome } from '../modifiers/outcome.ts';
import type { OptOut } from '../opt-out/last-word.ts';
import type { Exported } from './exported.ts';
import type { HistoryEvents } from './history-events.ts';
import type { Imported } from './imported.ts';
import type { Shown } from './presentation.ts';
import type { Published } from './published.ts';
import type { Stored } from './stored.ts';
import type { PropertyUndo, UndoneWith } from './undo.ts';

/** A property of a contact, in all its forms. Null says that it has no such form; a missing form does not compile. */
export type Property<K extends keyof Contact> = Forms<K> & (Undoable | NotUndone);

interface Undoable {
  /** What history says about a difference: without it nobody knows whether a person has changed it since. */
  readonly events: HistoryEvents;
  readonly undo: PropertyUndo;
}

interface NotUndone {
  /** What history says about a difference. */
  readonly events: HistoryEvents | null;
  readonly undo: UndoneWith | null;
}

interface Forms<K extends keyof Contact> {
  /** Its name for people; null: bookkeeping that they never see. */
  readonly label: string | null;
  readonly blank: (birth: Birth) => Contact[K];
  /** How the table stores it; `key`: in the item's key. */
  readonly stored: Stored<Contact[K], K extends keyof Tombstone ? Contact | Tombstone : Contact> | 'key';
  /** `counted`: callers fill it, and it counts towards a contact's size limit. Otherwise its largest size. */
  readonly bytes: 'counted' | number;
  readonly modifiers: Readonly<Record<string, Modify>> | null;
  readonly query: Queried | null;
  /** Its keys in `@contact` of flow templates (TextIt 8.10). */
  readonly template: Readonly<Record<string, TemplateValue>> | null;
  /** Its keys in the API's answers (TextIt 6.3). */
  readonly api: Readonly<Record<string, Shown>> | null;
  readonly export: Exported | null;
  readonly import: Imported | null;
  /** What bus events say about a change; null: bookkeeping that no one outside sees. */
  readonly bus: Readonly<Record<string, Published>> | null;
  /** How lists are sorted by it; `own`: `search/sort.ts` sorts by its parts. */
  readonly sort: Readonly<Record<string, SortValue>> | 'own' | null;
  /** Keys that set it in POST contacts.json; `own`: `functions/contacts/save-parse.ts` reads more than a text. */
  readonly input: Readonly<Record<string, TextInput>> | 'own' | null;
}

/** What a contact begins with. */
export interface Birth {
  readonly uuid: ContactId;
  readonly now: Instant;
  readonly change: Change;
  /** The refusal of its URNs, whose contact was deleted or lost them. */
  readonly optOut: OptOut | null;
}

/** Each takes its own modifier; `never` is assignable to all of them. */
type Modify = (contact: Contact, modifier: never, context: ModifierContext) => ModifierOutcome;

interface Queried {
  /** Its names in queries (an attribute, or `urns`) for smart groups. One with parts gives those that differ. */
  readonly names: readonly string[] | ((before: Contact, after: Contact) => readonly string[]);
  /** Values of TextIt's query attributes. */
  readonly values: { readonly [Q in keyof QueryContact]?: (contact: Contact) => QueryContact[Q] } | null;
  /** Query attributes that TextIt does not have, by key. */
  readonly added: Readonly<Record<string, AddedAttribute>> | null;
}

interface AddedAttribute {
  /** How its values are compared: a date is an instant, a number a canonical decimal. */
  readonly type: ValueType;
  readonly value: (contact: Contact) => string | Instant | null;
}

/** A value, or a function that computes it when a template needs it. */
type TemplateValue = (contact: Contact, assets: Assets) => Value | (() => Value);

/** Contacts without a value come last. */
type SortValue = (
  contact: Pick<QueryContact, 'name' | 'language' | 'createdOn' | 'lastSeenOn'>,
) => string | number | null;

/** A text that a caller may set. Null clears. */
interface TextInput {
  readonly limits: TextOptions;
  /** What is wrong with a text within the limits, in TextIt's words. */
  readonly problem: ((text: string) => Refusal | null) | null;
  readonly modifier: (text: string | null) => { readonly type: string };
}
