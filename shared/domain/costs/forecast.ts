/** Foresees what a job will write for a contact, from the contact as it is. */
import type { Contact } from '../contacts/contact.ts';
import measured from './measured.ts';

/** Write units of the job itself, and of what follows from its changes (history, cleaning up). */
export interface Foreseen {
  readonly writes: number;
  readonly follows: number;
}

export const NOTHING_FORESEEN: Foreseen = { writes: 0, follows: 0 };

const { writes, follows } = measured;

/** For a change. A status and the dormancy flag also move an index entry; each group and address is an item. */
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

/** For a run of a flow, whose changes are unknown before: it counts as one that archives the contact. */
export const FORESEEN_OF_RUN: Foreseen = { writes: writes.run, follows: follows.change };

/** For a deletion: the contact's addresses and groups, and an average history. */
export const foreseenOfDeletion = ({ urns, groups }: Contact): Foreseen => ({
  writes: writes.deletion,
  follows: follows.deletedHistory + urns.length + groups.length,
});
