import type { Contact } from '../contact.ts';
import { type Context, type Of, type Outcome, outcome } from './modifier.ts';

/** Any status from any other (TextIt 2.3). Who leaves active leaves every group, smart and static, for good (TextIt 2.1). */
export function setStatus(contact: Contact, { status }: Of<'status'>, { now }: Context): Outcome {
  if (status === contact.status) return outcome(contact);
  const staying = status === 'active';
  return outcome({
    ...contact,
    status,
    statusOn: now,
    groups: staying ? contact.groups : [],
    dormantSince: staying ? contact.dormantSince : null,
    optOut: optOutAfter(contact, status),
  });
}

/** Archiving keeps the refusal that is in force, so that deletion can remember it; only coming back to active ends it. */
function optOutAfter(contact: Contact, status: Contact['status']): Contact['optOut'] {
  if (status === 'active') return null;
  return status === 'archived' ? contact.optOut : status;
}
