import { CONTACT, type Field } from '../api/index.ts';
import type { Texts } from '../texts/index.ts';
import type { Comparison } from './model.ts';

export type Kind = 'name' | 'text' | 'address' | 'number' | 'time' | 'group' | 'status' | 'language';

interface Property {
  /** As a query has it. */
  readonly value: string;
  readonly label: string;
  readonly kind: Kind;
}

/** What people look for, by name. What a query asks besides is shown by the name that the query has for it. */
export function propertiesOf(fields: readonly Field[], { words, contacts, builder }: Texts): readonly Property[] {
  const own: readonly Property[] = [
    { value: 'name', label: words.name, kind: 'name' },
    { value: 'urn', label: words.address, kind: 'address' },
    { value: 'group', label: builder.group, kind: 'group' },
    { value: 'last_seen_on', label: contacts.lastSeen, kind: 'time' },
    { value: 'created_on', label: contacts.created, kind: 'time' },
    { value: 'opted_out_on', label: contacts.optedOut, kind: 'time' },
    { value: 'language', label: words.language, kind: 'language' },
    { value: 'status', label: words.status, kind: 'status' },
  ];
  return [
    ...own,
    ...fields.map(({ key, name, type }) => ({ value: `fields.${key}`, label: name, kind: kindOfType(type) })),
  ];
}

const kindOfType = (type: string): Kind => (type === 'number' ? 'number' : type === 'datetime' ? 'time' : 'text');

/** What a property is compared as, also one that is not offered. */
export function kindOf(property: string, known: readonly Property[]): Kind {
  const found = known.find(({ value }) => value === property)?.kind;
  if (found !== undefined) return found;
  if (property.startsWith('urns.')) return 'address';
  return kindOfType((CONTACT.attributes as Readonly<Record<string, string>>)[property] ?? 'text');
}

/** How values of a kind can be compared, the most usual way first. */
export const COMPARISONS: Readonly<Record<Kind, readonly Comparison[]>> = {
  name: ['~', '=', '!=', 'set', 'unset'],
  address: ['~', '=', 'set', 'unset'],
  text: ['=', '!=', 'set', 'unset'],
  number: ['=', '!=', '>', '>=', '<', '<=', 'set', 'unset'],
  time: ['<', '>', 'set', 'unset'],
  group: ['=', '!='],
  status: ['=', '!='],
  language: ['=', '!=', 'set', 'unset'],
};
