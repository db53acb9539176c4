import type { Contact } from './contact.ts';
import { PROPERTIES } from './properties/index.ts';
import type { Birth } from './properties/property.ts';
import { callAll, column } from './properties/together.ts';

/**
 * A contact with nothing on it, at version 1. It is active, unless its address is remembered as having opted out:
 * then it starts out stopped or blocked, so that an import does not undo a refusal.
 *
 * Follow with `apply` and a `regroup` modifier, so that it joins the smart groups that take it as it is.
 */
export const newContact = ({ optOut = null, ...birth }: NewContact): Contact => blank({ ...birth, optOut });

type NewContact = Omit<Birth, 'optOut'> & Partial<Pick<Birth, 'optOut'>>;

const blank: (birth: Birth) => Contact = callAll(column(PROPERTIES, 'blank'));
