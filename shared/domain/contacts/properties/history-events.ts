import type { Assets } from '../../workspace.ts';
import type { Contact } from '../contact.ts';

/** The names of groups and fields in events. A deleted group has an empty name, a deleted field its key. */
export type HistoryNames = Pick<Assets, 'groups' | 'fields'>;

/** Events of one type, with their own keys. */
export type HistoryEvent<Type extends string, Said> = { readonly type: Type } & Said;

/** What history and runs say about a difference in a property. Methods, so that each may name its own event. */
export interface HistoryEvents<Type extends string = string, Said = object> {
  /** One type for each property, which identifies the property of an event. */
  readonly type: Type;
  between(before: Contact, after: Contact, names: HistoryNames): readonly HistoryEvent<Type, Said>[];
  /** The contact after an event, as far as the event says. */
  follow(contact: Contact, event: HistoryEvent<Type, Said>): Contact;
  /** What all events say about the property; null when history does not keep all. `urns`: addresses as in history. */
  readonly known: ((played: Contact, contact: Contact, urns: readonly string[]) => Partial<Contact>) | null;
}

/** For a property with one value, which its event has under one key. */
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
