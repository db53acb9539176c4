import { instant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import { type Context, type Of, type Outcome, outcome } from './modifier.ts';

/**
 * A sign of life. Never moves last-seen backwards (TextIt 2.6), nor past now: a wrong clock at the sender must not keep
 * a contact awake for years. Takes the dormant flag away. Any status may be seen; it wakes nobody up (TextIt 2.5).
 */
export function markSeen(contact: Contact, { seenOn }: Of<'seen'>, { now }: Context): Outcome {
  const at = instant(Math.min(seenOn, now));
  if (contact.lastSeenOn !== null && at <= contact.lastSeenOn) return outcome(contact);
  return outcome({ ...contact, lastSeenOn: at, dormantSince: null });
}
