/** Where the runs of a start went, from the outcomes of its slices. */
import { KEPT_STEPS } from '../../domain/jobs/kept-run.ts';
import { type PackedOutcomes, walkedWays } from '../../domain/jobs/outcome.ts';
import { type PathSegments, pathSegmentsOf } from '../../domain/jobs/path-segments.ts';
import { sliceNumbersOf } from '../../domain/jobs/slice-numbers.ts';
import { batchGet, type Data, type Key } from '../dynamo/index.ts';
import type { JobRecord } from './header.ts';
import { outcomeKey } from './items.ts';

/** Slices of 500 to read: of a larger start only the first 100,000 contacts are counted. */
const MOST = 200;

export interface StartPaths extends PathSegments {
  /** Whether all slices were read. */
  readonly complete: boolean;
}

/** Half a read unit a slice, at most 100. Of a running start, contacts in progress count as decided. */
export async function readStartPaths(data: Data, job: JobRecord): Promise<StartPaths> {
  const { workspace, uuid, slices } = job;
  const keys = sliceNumbersOf(job)
    .slice(0, MOST)
    .map((slice) => outcomeKey(workspace, uuid, slice));
  const items = await batchGet<Key & PackedOutcomes>(data, 'workspace', keys);
  return { ...pathSegmentsOf(items.flatMap(walkedWays), KEPT_STEPS), complete: slices.total <= MOST };
}
