/** Some contacts of a manifest, from all over it: what somebody looks at before they decide on the job. */
import type { ContactId } from '../../domain/ids.ts';
import { batchGet, type Data } from '../dynamo/index.ts';
import { type JobRecord, manifestKey } from './items.ts';
import { unpackUuids } from './manifest-size.ts';

/** Contacts of a sample. */
const SAMPLE = 20;

/**
 * Up to 20 contacts of a job whose contacts are frozen, evenly spread over its slices and within each, in the order in which it takes
 * them; all when there are no more. 1 read unit for each slice that is looked into, 20 at most.
 */
export async function readContactSample(data: Data, job: JobRecord): Promise<readonly ContactId[]> {
  const { workspace, uuid, slices } = job;
  const numbers = spread(SAMPLE, slices.total);
  const keys = numbers.map((number) => manifestKey(workspace, uuid, number));
  const items = await batchGet<{ readonly sk: string; readonly uuids: Uint8Array }>(data, 'workspace', keys);
  const manifests = items.sort((a, b) => (a.sk < b.sk ? -1 : 1)).map((item) => unpackUuids(item.uuids));
  if (slices.total <= SAMPLE) return chosen(manifests.flat());
  return manifests.flatMap((uuids, index) => uuids[Math.floor((index / SAMPLE) * uuids.length)] ?? []);
}

const chosen = (uuids: readonly ContactId[]): ContactId[] =>
  spread(SAMPLE, uuids.length).flatMap((place) => uuids[place] ?? []);

/** Up to so many of the numbers below a bound, the first and the last among them. */
function spread(count: number, bound: number): number[] {
  if (bound <= count) return Array.from({ length: bound }, (_, number) => number);
  return Array.from({ length: count }, (_, index) => Math.round((index * (bound - 1)) / (count - 1)));
}
