import { splitWords } from '../../flows/template/library/words.ts';
import { truncate } from '../../truncate.ts';
import type { Contact } from '../contact.ts';
import { type Outcome, outcome } from '../modifiers/modifier.ts';
import type { Property } from './property.ts';
import { text } from './shown.ts';
import { unlessNull } from './stored.ts';

/** Code points; what the engine and the database of TextIt take (1.4). The API's own limit is 64. */
export const NAME_LIMIT = 128;

interface SetName {
  readonly type: 'name';
  readonly name: string | null;
}

/**
 * Null or empty clears; a longer name is cut, without an ellipsis (TextIt 1.4).
 *
 * The cut name is compared: TextIt compares the uncut one and so reports a change each time a long name is set again.
 */
function setName(contact: Contact, modifier: SetName): Outcome {
  const name = truncate(modifier.name ?? '', NAME_LIMIT) || null;
  return outcome(name === contact.name ? contact : { ...contact, name });
}

interface NameChanged {
  readonly type: 'contact_name_changed';
  readonly name: string;
}

const events = (before: Contact, { name }: Contact): readonly NameChanged[] =>
  before.name === name ? [] : [{ type: 'contact_name_changed', name: name ?? '' }];

/** The whole name, in one text (TextIt 1.4). */
export const name = {
  blank: () => null,
  stored: unlessNull('name'),
  bytes: 'counted',
  modifiers: { name: setName },
  events,
  undo: 'value',
  query: { names: ['name'], values: { name: (contact) => contact.name }, added: null },
  template: {
    name: (contact) => contact.name,
    first_name: (contact) => splitWords(contact.name ?? '')[0] ?? null,
  },
  api: { name: text((contact) => contact.name) },
  input: { name: { limits: { max: 64 }, problem: null, modifier: (name): SetName => ({ type: 'name', name }) } },
} as const satisfies Property<'name'>;
