import type { Contact } from './contact.ts';
import { changesBetween } from './events.ts';
import { wasOf } from './undo/was.ts';

/**
 * Whether a contact that several modifiers made is what it was before them, in all that history, undo and notes say of it: one undid what another did. Then
 * there is no change, and no version of which nobody could tell what it changed.
 */
export const isSameAsBefore = (before: Contact, after: Contact): boolean =>
  before.status === after.status &&
  before.notes === after.notes &&
  wasOf(before, after) === null &&
  changesBetween(before, after).length === 0;
