import type { Contact } from '../contacts/contact.ts';
import type { Context, Modifier } from '../contacts/modifiers/modifier.ts';

export function regroup(_before: Contact, after: Contact, _modifier: Modifier, _context: Context): Contact {
  return after;
}
