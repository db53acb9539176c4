import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { Foreseen } from '../../../shared/domain/costs/forecast.ts';

/** Finds out what a job consumes for each contact of a page, by more than the contacts themselves. */
export type Foresee = (contacts: readonly Contact[]) => Promise<(contact: Contact) => Foreseen>;
