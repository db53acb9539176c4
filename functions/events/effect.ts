import type { Contact } from '../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { Instant } from '../../shared/domain/instant.ts';

export const EVENT_TYPES = [
  'msg_received',
  'stop_contact',
  'new_conversation',
  'referral',
  'mo_call',
  'mo_miss',
  'welcome_message',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Events by which a stopped contact opts back in (TextIt 2.5, 2.7). */
const OPTS_IN: ReadonlySet<EventType> = new Set(['msg_received', 'new_conversation', 'referral']);

/**
 * What an incoming event does to its contact (TextIt 2.5 to 2.7). Opting back in comes first, being seen last.
 * Blocked contacts stay blocked: their messages are a sign of life all the same, their other events do nothing.
 */
export function effectOf(type: EventType, { status }: Pick<Contact, 'status'>, at: Instant): Modifier[] {
  const seen: Modifier = { type: 'seen', seenOn: at };
  if (status === 'blocked') return type === 'msg_received' ? [seen] : [];
  if (type === 'stop_contact') return [{ type: 'status', status: 'stopped' }, seen];
  if (status === 'stopped' && OPTS_IN.has(type)) return [{ type: 'status', status: 'active' }, seen];
  return [seen];
}

/**
 * Replies go through the channel that an event came in by: its URN moves to the front of the contact's, with that channel
 * (TextIt 2.5, 2.7). Nothing for a URN without channel, or one that the contact has no more.
 */
export function moveToFront(urn: string, { status, urns }: Pick<Contact, 'status' | 'urns'>): Modifier[] {
  const others = urns.filter((one) => identityOf(one) !== identityOf(urn));
  const isOwn = others.length < urns.length;
  if (status === 'blocked' || !isOwn || !urn.includes('?channel=')) return [];
  return [{ type: 'urns', urns: [urn, ...others], modification: 'set' }];
}
