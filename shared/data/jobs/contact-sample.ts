/** A sample of a manifest, for a person who decides about the job. */
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import { sliceAt } from '../../domain/jobs/slice-numbers.ts';
import { batchGet, type Data, type Key } from '../dynamo/index.ts';
import type { JobRecord } from './header.ts';
import { manifestKey } from './items.ts';
import { unpackUuids } from './manifest-size.ts';
import { sliceName } from './outcomes.ts';

const SLICES = 20;

/**
 * Some contacts of a job, spread evenly over 20 of its slices and within them. `last`: a page that is not frozen yet.
 * 1 read unit a slice.
 */
export async function readContactSample(
  data: Data,
  job: JobRecord,
  { most = 20, last = [] }: { readonly most?: number; readonly last?: readonly ContactId[] } = {},
): Promise<readonly ContactId[]> {
  const { workspace, uuid, slices } = job;
  const places = spread(SLICES, slices.total + 1).filter((place) => place < slices.total);
  const keys = places.map((place) => manifestKey(workspace, uuid, sliceAt(job, place)));
  const items = await batchGet<{ readonly sk: string; readonly uuids: Uint8Array }>(data, 'workspace', keys);
  const manifests = items.sort((a, b) => (a.sk < b.sk ? -1 : 1)).map((item) => unpackUuids(item.uuids));
  const uuids = [...manifests.flat(), ...last];
  return spread(most, uuids.length).flatMap((place) => uuids[place] ?? []);
}

/** Up to `count` numbers below a bound, the first and the last among them. */
function spread(count: number, bound: number): number[] {
  if (bound <= count) return Array.from({ length: bound }, (_, number) => number);
  return Array.from({ length: count }, (_, index) => Math.round((index * (bound - 1)) / (count - 1)));
}

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
