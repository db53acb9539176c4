import type { Contact, LastWord, Status } from '../contact.ts';
import { hasOptedOut, wordAt } from '../opt-out/last-word.ts';
import { withStatus } from '../with-status.ts';
import type { HistoryEvents } from './history-events.ts';
import { type PropertyUndo, undoWhole } from './undo.ts';

interface StatusChanged {
  readonly status: Status;
  /** The stop or start word of the message by which it changed. */
  readonly _word?: string;
  /** Why a person lifted an opt-out. */
  readonly _reason?: string;
}

export const statusEvents: HistoryEvents<'contact_status_changed', StatusChanged> = {
  type: 'contact_status_changed',
  between(before, after) {
    if (before.status === after.status) return [];
    const { word, reason } = (isSame(before.lastWord, after.lastWord) ? null : after.lastWord) ?? {};
    const said = { ...(word !== undefined && { _word: word }), ...(reason !== undefined && { _reason: reason }) };
    return [{ type: 'contact_status_changed', status: after.status, ...said }];
  },
  follow: (contact, { status }) => ({
    ...contact,
    status,
    dormantSince: status === 'active' ? contact.dormantSince : null,
  }),
  known: ({ status }) => ({ status }),
};

const isSame = (one: LastWord | null, other: LastWord | null): boolean =>
  one?.on === other?.on && one?.says === other?.says;

type Was = Partial<Pick<Contact, 'status' | 'optOut' | 'lastWord'>>;

/** The status is put back together with the opt-out and the last word that belonged to it. */
export const statusUndo: PropertyUndo<Was> = {
  ...undoWhole('status'),
  touches: () => true,
  isAsLeft: (contact, left, was) =>
    was.status === undefined || (contact.status === left.status && isRefusalAsLeft(contact, was, left.status)),
  /**
   * An archived contact may have been one that had opted out; an active one has not, and whose last word is an opt-out does not
   * become active.
   */
  putBack(contact, { status, optOut, lastWord = contact.lastWord }, { now }) {
    if (status === undefined || status === contact.status) return contact;
    // Of whom an earlier release stopped it is not known when.
    const word = status === 'stopped' && lastWord?.says !== 'out' ? wordAt('out', now, lastWord) : lastWord;
    const changed = { ...withStatus(contact, status, now), lastWord: word };
    if (status === 'active' && hasOptedOut(changed)) return contact;
    return status === 'archived' && optOut !== undefined ? { ...changed, optOut } : changed;
  },
};

/** Who was stopped or blocked and then archived, by one job, is archived with a refusal that it had not before. */
const isRefusalAsLeft = ({ optOut }: Contact, { status, optOut: before }: Was, after: Status): boolean =>
  after === 'archived' && before !== undefined ? optOut !== before : optOut === optOutLeft(status, after);

/** The opt-out that a change of status leaves: that of the new status, and under an archived contact that of the old one. */
function optOutLeft(before: Status | undefined, after: Status): Contact['optOut'] {
  const refused = after === 'archived' ? before : after;
  return refused === 'stopped' || refused === 'blocked' ? refused : null;
}
