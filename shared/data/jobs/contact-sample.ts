/** A sample of a manifest, for a person who decides about the job. */
import type { ContactId } from '../../domain/ids.ts';
import { sliceAt } from '../../domain/jobs/slice-numbers.ts';
import { batchGet, type Data } from '../dynamo/index.ts';
import type { JobRecord } from './header.ts';
import { manifestKey } from './items.ts';
import { unpackUuids } from './manifest-size.ts';

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
