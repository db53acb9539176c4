import type { ContactChange, NewHistory } from '../../shared/data/contacts/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../shared/domain/contacts/events.ts';
import type { HistoryNames } from '../../shared/domain/contacts/properties/history-events.ts';
import { stateBeforeOf } from '../../shared/domain/contacts/undo/state-before.ts';

/** Says that the contact existed before without any value, unlike one that an import created. */
const NOTHING = {};

/** What a change adds to the contact's history; nothing for a deletion. */
export function historyOf({ before, after }: ContactChange, names: HistoryNames): NewHistory[] {
  if (after === null || isTombstone(after) || (before !== null && isTombstone(before))) return [];
  const { uuid: contact, version, modifiedOn: at, lastChange } = after;
  const was = before && (stateBeforeOf(before, after) ?? (before.version === 1 ? NOTHING : null));
  return [{ contact, version, at, change: lastChange, events: changesBetween(before, after, names), was }];
}
