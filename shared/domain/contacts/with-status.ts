import type { Instant } from '../instant.ts';
import type { Contact, Status } from './contact.ts';

/**
 * The contact with another status. Leaving active means leaving all groups, smart and static (TextIt 2.1).
 * `lastWord`: what the person has said by now.
 */
export function withStatus(contact: Contact, status: Status, now: Instant, lastWord = contact.lastWord): Contact {
  const staying = status === 'active';
  return {
    ...contact,
    status,
    statusOn: now,
    groups: staying ? contact.groups : [],
    dormantSince: staying ? contact.dormantSince : null,
    lastWord,
    optOut: staying ? null : status === 'archived' ? contact.optOut : status,
  };
}
