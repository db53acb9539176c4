import type { Contact } from '../contact.ts';
import { type Of, type Outcome, outcome } from './modifier.ts';

/** Flags an active contact as gone quiet, or takes the flag away. A flag that stands keeps its first date. */
export function setDormant(contact: Contact, { since }: Of<'dormant'>): Outcome {
  if (contact.status !== 'active') return outcome(contact);
  if ((contact.dormantSince === null) === (since === null)) return outcome(contact);
  return outcome({ ...contact, dormantSince: since });
}
