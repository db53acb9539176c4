import type { Contact } from './contact.ts';
import { callAll, column } from './properties/combine.ts';
import { PROPERTIES } from './properties/index.ts';
import type { Birth } from './properties/property.ts';

/**
 * An empty contact at version 1. It is active, unless its address is remembered as opted out: an import cannot undo a
 * refusal. Follow with `apply` and a `regroup` modifier, so that it joins matching smart groups.
 */
export const newContact = ({ optOut = null, ...birth }: NewContact): Contact => blank({ ...birth, optOut });

type NewContact = Omit<Birth, 'optOut'> & Partial<Pick<Birth, 'optOut'>>;

const blank: (birth: Birth) => Contact = callAll(column(PROPERTIES, 'blank'));
