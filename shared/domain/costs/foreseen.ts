/** What doing a job to one contact will write, foreseen from the contact as it is. */
import type { Contact } from '../contacts/contact.ts';
import type { Operation } from '../jobs/kinds/index.ts';
import measured from './measured.ts';

/** Write units: of the job itself, and of what follows from its changes (history, what a deletion cleans up). */
export interface Foreseen {
  readonly writes: number;
  readonly follows: number;
}

export const NOTHING_FORESEEN: Foreseen = { writes: 0, follows: 0 };

const { writes, follows, look } = measured;

/** Of a change. A status and a flag of dormancy move an entry of the index of folders besides; each group and each address is an item of its own. */
export function foreseenOfChange(before: Contact, after: Contact): Foreseen {
  const moves = before.status !== after.status || (before.dormantSince === null) !== (after.dormantSince === null);
  return {
    writes:
      (moves ? writes.status : writes.otherChange) +
      writes.group * differing(before.groups, after.groups) +
      writes.address * differing(before.urns, after.urns),
    follows: follows.change,
  };
}

const differing = (before: readonly string[], after: readonly string[]): number =>
  before.filter((one) => !after.includes(one)).length + after.filter((one) => !before.includes(one)).length;

/** Of a run of a flow: what it will change is not known before, so it counts as one that archives its contact. */
export const FORESEEN_OF_RUN: Foreseen = { writes: writes.run, follows: follows.change };

/** Of a deletion for good: its addresses, its groups and as much history as people have on average. */
export const foreseenOfDeletion = ({ urns, groups }: Contact): Foreseen => ({
  writes: writes.deletion,
  follows: follows.deletedHistory + urns.length + groups.length,
});

/** Read units for each contact. An undo reads it once more, and its history; an export once more, as of then, when its file is made. */
export const readsOf = ({ type }: Pick<Operation, 'type'>): number =>
  type === 'undo' || type === 'export' ? 3 * look : look;
