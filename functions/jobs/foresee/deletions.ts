import { readPartitions } from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { bytesOf } from '../../../shared/domain/contacts/bytes.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import { expectedHistory, foreseenOfDeletion, writeUnits } from '../../../shared/domain/costs/forecast.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { DeleteContact, Working } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import type { Foresee } from './foresee.ts';

/** Contacts of a page whose history is read; others are taken to have as much for each of their versions. */
const SAMPLE = 25;

/** Foresees deletions by the history and messages of some contacts: 0.5 read units or more for each of these. */
export const foreseeDeletions =
  (
    data: Data,
    { workspace, createdOn, selection }: Job & { readonly selection: Selection },
    operation: DeleteContact,
    { assets }: Working,
  ): Foresee =>
  async (contacts) => {
    const seen = { since: createdOn, selection };
    const deleted = contacts.filter((contact) => operation.refuse(contact, assets, seen) === null).slice(0, SAMPLE);
    const partitions = await readPartitions(
      data,
      workspace,
      deleted.map(({ uuid }) => uuid),
    );
    const known = new Map(
      partitions.map(({ uuid, history, others }) => [
        uuid,
        [...history, ...others].reduce((sum, item) => sum + writeUnits(bytesOf(item)), 0),
      ]),
    );
    const expected = (some: readonly Contact[]) =>
      some.reduce((sum, contact) => sum + expectedHistory(contact, assets), 0);
    const found = [...known.values()].reduce((sum, units) => sum + units, 0);
    const ratio = deleted.length === 0 ? 1 : found / expected(deleted);
    return (contact) => foreseenOfDeletion(contact, known.get(contact.uuid) ?? ratio * expected([contact]));
  };
