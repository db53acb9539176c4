import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import { batchGet, type Data, type Key } from '../dynamo/index.ts';
import { manifestKey } from './items.ts';
import { unpackUuids } from './manifest-size.ts';
import { sliceName } from './outcomes.ts';

export interface Manifest {
  readonly uuids: readonly ContactId[];
}

/** The manifests that exist, by `<job> <slice>`. 1 read unit for 500 contacts. */
export async function readManifests(
  data: Data,
  workspace: WorkspaceId,
  slices: readonly { readonly job: JobId; readonly slice: number }[],
): Promise<ReadonlyMap<string, Manifest>> {
  const wanted = new Map(slices.map((one) => [sliceName(one), one]));
  const names = new Map(
    [...wanted].map(([name, { job, slice }]) => {
      const { pk, sk } = manifestKey(workspace, job, slice);
      return [`${pk} ${sk}`, name] as const;
    }),
  );
  const keys = [...wanted.values()].map(({ job, slice }) => manifestKey(workspace, job, slice));
  const items = await batchGet<Key & { readonly uuids: Uint8Array }>(data, 'workspace', keys);
  return new Map(items.map(({ pk, sk, uuids }) => [names.get(`${pk} ${sk}`) ?? '', { uuids: unpackUuids(uuids) }]));
}
