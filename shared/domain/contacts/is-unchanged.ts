import type { Contact } from './contact.ts';
import { changesBetween } from './events.ts';
import { PROPERTIES } from './properties/index.ts';
import { stateBeforeOf } from './undo/state-before.ts';

/** What others see of a contact, and history does not tell: its notes. */
const UNTOLD = (Object.keys(PROPERTIES) as (keyof Contact)[]).filter(
  (key) => PROPERTIES[key].bus !== null && PROPERTIES[key].events === null,
);

/**
 * Whether several modifiers left a contact as it was, in all that history, undo and notes say of it: one undid what
 * another did. Then there is no change, and no version of which nobody could tell what it changed.
 */
export const isUnchanged = (before: Contact, after: Contact): boolean =>
  UNTOLD.every((key) => before[key] === after[key]) &&
  stateBeforeOf(before, after) === null &&
  changesBetween(before, after).length === 0;
