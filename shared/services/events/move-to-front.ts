import type { Contact } from '../../domain/contacts/contact.ts';
import type { Modifier } from '../../domain/contacts/modifiers/modifier.ts';
import { identityOf } from '../../domain/contacts/urns.ts';

/** Moves the URN of an event's channel to the front, for replies (TextIt 2.5, 2.7), if the contact has it. */
export function moveToFront(urn: string, { status, urns }: Pick<Contact, 'status' | 'urns'>): Modifier[] {
  const others = urns.filter((one) => identityOf(one) !== identityOf(urn));
  const isOwn = others.length < urns.length;
  if (status === 'blocked' || !isOwn || !urn.includes('?channel=')) return [];
  return [{ type: 'urns', urns: [urn, ...others], modification: 'set' }];
}
