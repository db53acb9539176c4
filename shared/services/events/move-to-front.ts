import type { Contact } from '../../domain/contacts/contact.ts';
import type { Modifier } from '../../domain/contacts/modifiers/modifier.ts';
import { identityOf } from '../../domain/contacts/urns.ts';

/**
 * Replies go through the channel that an event came in by: its URN, with that channel, moves to the front (TextIt 2.5,
 * 2.7). Nothing for a URN without channel, or one that the contact no longer has.
 */
export function moveToFront(urn: string, { status, urns }: Pick<Contact, 'status' | 'urns'>): Modifier[] {
  const others = urns.filter((one) => identityOf(one) !== identityOf(urn));
  const isOwn = others.length < urns.length;
  if (status === 'blocked' || !isOwn || !urn.includes('?channel=')) return [];
  return [{ type: 'urns', urns: [urn, ...others], modification: 'set' }];
}
