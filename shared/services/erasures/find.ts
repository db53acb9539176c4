import { readContact } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { findErasure, sealedPlaces } from '../../data/erasures/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { Recorded } from '../../domain/erasures/erasure.ts';
import { type ShownErasure, showErasure } from '../../domain/erasures/receipt.ts';
import { type ContactId, type JobId, timeOfUuid, type WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';

export interface ErasureFilter {
  readonly contact: ContactId | undefined;
  readonly job: JobId | undefined;
  /** A person or token. */
  readonly by: string | undefined;
  readonly after: Instant | undefined;
  readonly before: Instant | undefined;
}

/** Days after which a job is gone, and its last slices have ended. */
const JOB_DAYS = 91;

/** Finds a deletion by the contact's own tombstone. */
export async function erasureOf(data: Data, workspace: WorkspaceId, uuid: ContactId): Promise<Recorded | null> {
  const item = await readContact(data, workspace, uuid, { consistent: true });
  if (item === null || !isTombstone(item)) return null;
  return findErasure(data, workspace, { uuid, deletedOn: item.modifiedOn, change: item.lastChange });
}

/** Deletions as they are shown, with the numbers of their entries and seals. */
export async function showErasures(
  data: Data,
  workspace: WorkspaceId,
  recorded: readonly Recorded[],
): Promise<ShownErasure[]> {
  const entries = recorded.map(({ entry }) => entry);
  const places = await sealedPlaces(data, workspace, entries);
  return recorded.map(({ erasure, entry }) => showErasure(erasure, places.get(entry.key)));
}

/** A job's deletions lie between its creation (in its uuid) and the end of its life. */
export function boundsOf({ job, after, before }: Omit<ErasureFilter, 'contact' | 'by'>) {
  if (job === undefined) return { after, before };
  const created = timeOfUuid(job);
  const until = addDays(created, JOB_DAYS);
  return {
    after: instant(Math.max(created, after ?? created)),
    before: instant(Math.min(until, before ?? until)),
  };
}
