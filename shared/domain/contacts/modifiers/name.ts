import type { Contact } from '../contact.ts';
import { type Of, type Outcome, outcome } from './modifier.ts';

/** Code points; what the engine and the database of TextIt take (1.4). The API's own limit is 64. */
export const NAME_LIMIT = 128;

/**
 * Null or empty clears; a longer name is cut, without an ellipsis (TextIt 1.4).
 *
 * The cut name is compared: TextIt compares the uncut one and so reports a change each time a long name is set again.
 */
export function setName(contact: Contact, { name }: Of<'name'>): Outcome {
  const next = cutName(name ?? '') || null;
  return outcome(next === contact.name ? contact : { ...contact, name: next });
}

const cutName = (name: string): string =>
  name.length <= NAME_LIMIT ? name : Array.from(name).slice(0, NAME_LIMIT).join('');
