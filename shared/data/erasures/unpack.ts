import type { Deleter, Erasure } from '../../domain/erasures/erasure.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { readManifests, sliceName } from '../jobs/index.ts';
import { type PackedErasures, unpackErasures } from './packed.ts';

/** Stands for a contact whose place refers to a missing manifest, or to one that is not looked at. */
export const UNKNOWN = '00000000-0000-0000-0000-000000000000' as ContactId;

interface SliceOf {
  readonly job: JobId;
  readonly slice: number;
}

/** @param only - the slices whose contacts are wanted; all when left out. 1 read unit for each manifest. */
export async function unpackAll(
  data: Data,
  workspace: WorkspaceId,
  packed: readonly PackedErasures[],
  only?: readonly SliceOf[],
): Promise<Erasure[][]> {
  const manifests = await readManifests(data, workspace, only ?? packed.flatMap(slicesIn));
  const contactAt = ({ job, slice }: Deleter, place: number): ContactId =>
    (job !== null && slice !== null && manifests.get(sliceName({ job, slice }))?.uuids[place]) || UNKNOWN;
  return packed.map((one) => unpackErasures(one, contactAt));
}

const slicesIn = ({ deleters }: PackedErasures): SliceOf[] =>
  (JSON.parse(deleters) as [Deleter, number, boolean][]).flatMap(([{ job, slice }, , placed]) =>
    placed && job !== null && slice !== null ? { job, slice } : [],
  );
