import type { ContactChange, NewHistory } from '../../shared/data/contacts/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../shared/domain/contacts/events.ts';
import type { Names } from '../../shared/domain/contacts/properties/told.ts';
import { wasOf } from '../../shared/domain/contacts/undo/was.ts';

/** That somebody was there before, and had nothing on them: whom an import created was not (shared/domain/contacts/undo). */
const NOTHING = {};

/** What a change leaves in the contact's history; nothing when it deleted the contact. */
export function historyOf({ before, after }: ContactChange, names: Names): NewHistory[] {
  if (after === null || isTombstone(after) || (before !== null && isTombstone(before))) return [];
  const { uuid: contact, version, modifiedOn: at, lastChange } = after;
  const was = before && (wasOf(before, after) ?? (before.version === 1 ? NOTHING : null));
  return [{ contact, version, at, change: lastChange, events: changesBetween(before, after, names), was }];
}
