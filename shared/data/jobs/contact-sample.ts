/** A sample of a manifest, for a person who decides about the job. */
import type { ContactId } from '../../domain/ids.ts';
import { sliceAt } from '../../domain/jobs/slice-numbers.ts';
import { batchGet, type Data } from '../dynamo/index.ts';
import type { JobRecord } from './header.ts';
import { manifestKey } from './items.ts';
import { unpackUuids } from './manifest-size.ts';

const SAMPLE = 20;

/** Up to 20 contacts of a frozen job, spread evenly over its slices and within each. 1 read unit a slice. */
export async function readContactSample(data: Data, job: JobRecord): Promise<readonly ContactId[]> {
  const { workspace, uuid, slices } = job;
  const numbers = spread(SAMPLE, slices.total);
  const keys = numbers.map((place) => manifestKey(workspace, uuid, sliceAt(job, place)));
  const items = await batchGet<{ readonly sk: string; readonly uuids: Uint8Array }>(data, 'workspace', keys);
  const manifests = items.sort((a, b) => (a.sk < b.sk ? -1 : 1)).map((item) => unpackUuids(item.uuids));
  if (slices.total <= SAMPLE) return chosen(manifests.flat());
  return manifests.flatMap((uuids, index) => uuids[Math.floor((index / SAMPLE) * uuids.length)] ?? []);
}

const chosen = (uuids: readonly ContactId[]): ContactId[] =>
  spread(SAMPLE, uuids.length).flatMap((place) => uuids[place] ?? []);

/** Up to `count` numbers below a bound, the first and the last among them. */
function spread(count: number, bound: number): number[] {
  if (bound <= count) return Array.from({ length: bound }, (_, number) => number);
  return Array.from({ length: count }, (_, index) => Math.round((index * (bound - 1)) / (count - 1)));
}
