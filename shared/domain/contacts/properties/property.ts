import type { QueryContact, ValueType } from '../../../query/query.ts';
import type { Value } from '../../flows/template/value.ts';
import type { ContactId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import type { TextOptions } from '../../schema.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact, Tombstone } from '../contact.ts';
import type { ModifierContext, ModifierOutcome } from '../modifiers/outcome.ts';
import type { OptOut } from '../opt-out/last-word.ts';
import type { Exported } from './exported.ts';
import type { HistoryEvents } from './history-events.ts';
import type { Imported } from './imported.ts';
import type { Published } from './published.ts';
import type { Shown } from './shown.ts';
import type { Stored } from './stored.ts';
import type { PropertyUndo, UndoneWith } from './undo.ts';

/**
 * One property of a contact, in every form in which it appears. Null says that it has no such form; a form that is
 * left out does not compile.
 */
export type Property<K extends keyof Contact> = Forms<K> & (Undoable | NotUndone);

interface Undoable {
  /** What history says of a difference: without it nobody would know whether a person has changed the property since. */
  readonly events: HistoryEvents;
  /** How undoing a job puts it back. */
  readonly undo: PropertyUndo;
}

interface NotUndone {
  /** What history says of a difference. */
  readonly events: HistoryEvents | null;
  readonly undo: UndoneWith | null;
}

interface Forms<K extends keyof Contact> {
  /** What people call it; null: bookkeeping, of which they hear nothing. */
  readonly label: string | null;
  /** Its value in a new contact. */
  readonly blank: (birth: Birth) => Contact[K];
  /** How the table stores it; `key`: the item's key holds it. */
  readonly stored: Stored<Contact[K], K extends keyof Tombstone ? Contact | Tombstone : Contact> | 'key';
  /**
   * `counted`: callers fill it as they like, and it counts towards the limit of a contact's size (`size.ts`). Otherwise the most bytes
   * that it ever takes.
   */
  readonly bytes: 'counted' | number;
  /** What changes it, by the modifier's type. */
  readonly modifiers: Readonly<Record<string, Modify>> | null;
  /** What queries see of it. */
  readonly query: Queried | null;
  /** Keys of `@contact` in the templates of flows (TextIt 8.10). */
  readonly template: Readonly<Record<string, TemplateValue>> | null;
  /** Keys of the contact in answers of the API (TextIt 6.3). */
  readonly api: Readonly<Record<string, Shown>> | null;
  /** How files of exports have it. */
  readonly export: Exported | null;
  /** How files that are imported say it. */
  readonly import: Imported | null;
  /** What events on the bus say of a change; null: bookkeeping, which no one outside sees. */
  readonly bus: Readonly<Record<string, Published>> | null;
  /** By what lists of contacts are sorted; `own`: `search/sort.ts` sorts by its parts. */
  readonly sort: Readonly<Record<string, SortValue>> | 'own' | null;
  /** Keys that set it in the body of POST contacts.json; `own`: `functions/contacts/save-parse.ts` reads more than a text. */
  readonly input: Readonly<Record<string, TextInput>> | 'own' | null;
}

/** What a contact begins with. */
export interface Birth {
  readonly uuid: ContactId;
  readonly now: Instant;
  readonly change: Change;
  /** The refusal that lies with its URNs: of a contact that was deleted, or lost them. */
  readonly optOut: OptOut | null;
}

/** Each takes its own modifier; `never` is assignable to all of them. */
export type Modify = (contact: Contact, modifier: never, context: ModifierContext) => ModifierOutcome;

export interface Queried {
  /**
   * The property as queries name it, for smart groups that must follow its changes: an attribute, or `urns`. Of a property
   * that has parts, those that differ.
   */
  readonly names: readonly string[] | ((before: Contact, after: Contact) => readonly string[]);
  /** Values of attributes that TextIt's query language has. */
  readonly values: { readonly [Q in keyof QueryContact]?: (contact: Contact) => QueryContact[Q] } | null;
  /** Attributes that it has not, by key. */
  readonly added: Readonly<Record<string, AddedAttribute>> | null;
}

export interface AddedAttribute {
  /** What its values are compared as: a date is an instant, a number a canonical decimal. */
  readonly type: ValueType;
  readonly value: (contact: Contact) => string | Instant | null;
}

/** A value, or how to work it out when a template looks at it. */
export type TemplateValue = (contact: Contact, assets: Assets) => Value | (() => Value);

/** Contacts without a value come last. */
export type SortValue = (contact: Contact) => string | number | null;

/** A text that a caller may set. Null clears. */
export interface TextInput {
  readonly limits: TextOptions;
  /** What is wrong with a text within the limits, in TextIt's words. */
  readonly problem: ((text: string) => Refusal | null) | null;
  readonly modifier: (text: string | null) => { readonly type: string };
}
