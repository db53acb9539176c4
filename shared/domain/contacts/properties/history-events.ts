import type { Assets } from '../../workspace.ts';
import type { Contact } from '../contact.ts';

/** Where events take the names of groups and fields from. A group or field that is gone keeps an empty name or its key. */
export type HistoryNames = Pick<Assets, 'groups' | 'fields'>;

/** Events of one type, and what they say besides. */
export type HistoryEvent<Type extends string, Said> = { readonly type: Type } & Said;

/** What history and runs of flows say of a difference in a property. Methods, so that each may name its own event. */
export interface HistoryEvents<Type extends string = string, Said = object> {
  /** One type for a property: by it the property of an event is found. */
  readonly type: Type;
  between(before: Contact, after: Contact, names: HistoryNames): readonly HistoryEvent<Type, Said>[];
  /** The contact as an event leaves it, as far as the event says so. */
  follow(contact: Contact, event: HistoryEvent<Type, Said>): Contact;
  /**
   * What all events together say of the property, with the contact's own values where these mean the same; null when history does not
   * keep all of them. `urns`: the contact's addresses as history has them.
   */
  readonly known: ((played: Contact, contact: Contact, urns: readonly string[]) => Partial<Contact>) | null;
}

/** A property that is one value, whose event has it under one key. */
export const valueEvents = <K extends keyof Contact, Type extends string, Said extends object>(
  key: K,
  type: Type,
  say: (value: Contact[K]) => Said,
  read: (said: Said) => Contact[K],
): HistoryEvents<Type, Said> => ({
  type,
  between: ({ [key]: before }, { [key]: after }) => (before === after ? [] : [{ type, ...say(after) }]),
  follow: (contact, event) => ({ ...contact, [key]: read(event) }),
  known: ({ [key]: value }) => ({ [key]: value }),
});
