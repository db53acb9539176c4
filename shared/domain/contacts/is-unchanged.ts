import type { Contact } from './contact.ts';
import { changesBetween } from './events.ts';
import { PROPERTIES } from './properties/index.ts';
import { hasStateBefore } from './undo/state-before.ts';

/** What others see of a contact without any event: its notes. */
const UNTOLD = (Object.keys(PROPERTIES) as (keyof Contact)[]).filter(
  (key) => PROPERTIES[key].bus !== null && PROPERTIES[key].events === null,
);

/** Whether modifiers left a contact as it was (one may undo another): then there is no change and no version. */
export const isUnchanged = (before: Contact, after: Contact): boolean =>
  before === after ||
  (UNTOLD.every((key) => before[key] === after[key]) &&
    !hasStateBefore(before, after) &&
    changesBetween(before, after).length === 0);
