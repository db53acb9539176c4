import type { Contact, LastWord, Status } from '../contact.ts';
import { hasOptedOut, wordAt } from '../opt-out/last-word.ts';
import { withStatus } from '../with-status.ts';
import type { HistoryEvents } from './history-events.ts';
import { type PropertyUndo, undoWhole } from './undo.ts';

interface StatusChanged {
  readonly status: Status;
  /** The stop or start word of the message that changed it. */
  readonly _word?: string;
  /** Why a person lifted an opt-out. */
  readonly _reason?: string;
}

export const statusEvents: HistoryEvents<'contact_status_changed', StatusChanged> = {
  type: 'contact_status_changed',
  between(before, after) {
    if (before.status === after.status) return [];
    if (after.lastWord === null || isSame(before.lastWord, after.lastWord))
      return [{ type: 'contact_status_changed', status: after.status }];
    const { word, reason } = after.lastWord;
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

/** The status is restored together with its opt-out and last word. */
export const statusUndo: PropertyUndo<Was> = {
  ...undoWhole('status'),
  touches: () => true,
  isAsLeft: (contact, left, was) =>
    was.status === undefined || (contact.status === left.status && isRefusalAsLeft(contact, was, left.status)),
  /** An archived contact may have opted out before, an active one not; after an opt-out none becomes active. */
  putBack(contact, { status, optOut, lastWord = contact.lastWord }, { now }) {
    if (status === undefined) return contact;
    if (status === contact.status) {
      const refusal = optOut === undefined ? contact.optOut : optOut;
      return lastWord === contact.lastWord ? contact : { ...contact, optOut: refusal, lastWord };
    }
    // An opt-out may have no time.
    const word = status === 'stopped' && lastWord?.says !== 'out' ? wordAt('out', now, lastWord) : lastWord;
    const changed = { ...withStatus(contact, status, now), lastWord: word };
    if (status === 'active' && hasOptedOut(changed)) return contact;
    return status === 'archived' && optOut !== undefined ? { ...changed, optOut } : changed;
  },
};

/** A contact that one job stopped or blocked and then archived is archived with a new refusal. */
const isRefusalAsLeft = ({ optOut }: Contact, { status, optOut: before }: Was, after: Status): boolean =>
  after === 'archived' && before !== undefined ? optOut !== before : optOut === optOutLeft(status, after);

/** The opt-out after a change of status: the new status's, and for an archived contact the old one's. */
function optOutLeft(before: Status | undefined, after: Status): Contact['optOut'] {
  const refused = after === 'archived' ? before : after;
  return refused === 'stopped' || refused === 'blocked' ? refused : null;
}
