/**
 * What became of each contact of a slice, in the order of its manifest.
 *
 *   J#<workspace>#<job>   OUTCOME#<n>   { ways, codes, versions, ranOn, ttl }
 *
 * The decisions are written before the contacts are changed, and again after it where something else happened. So a
 * slice that is delivered again after a crash knows what the first delivery did. It has no values, no texts, and no
 * uuids of contacts (ADR 025).
 */
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Outcome, type PackedOutcomes, packOutcomes, unpackOutcomes } from '../../domain/jobs/outcome.ts';
import { batchGet, type Data, getItem, type Key, putAll } from '../dynamo/index.ts';
import { keptUntil, manifestKey, outcomeKey } from './items.ts';
import { unpackUuids } from './manifest-size.ts';

interface SliceOutcomes {
  readonly outcomes: readonly Outcome[];
  /** When the slice was worked on. */
  readonly ranOn: Instant;
}

interface OutcomeItem extends Key, PackedOutcomes {
  readonly ranOn: Instant;
  readonly ttl: number;
}

/** 1 write unit for 500 contacts with few different outcomes, and some 3 bytes for each that left values or errors. */
export async function putOutcomes(
  data: Data,
  workspace: WorkspaceId,
  { job, slice }: { readonly job: JobId; readonly slice: number },
  { outcomes, ranOn }: SliceOutcomes,
): Promise<void> {
  const item: OutcomeItem = {
    ...outcomeKey(workspace, job, slice),
    ...packOutcomes(outcomes),
    ranOn,
    ttl: keptUntil(ranOn),
  };
  await putAll(data, 'workspace', [item]);
}

/** The outcomes of a slice as of now; null before it was worked on. 1 read unit. */
export async function readOutcomes(
  data: Data,
  workspace: WorkspaceId,
  { job, slice }: { readonly job: JobId; readonly slice: number },
): Promise<SliceOutcomes | null> {
  const key = outcomeKey(workspace, job, slice);
  const item = await getItem<OutcomeItem>(data, 'workspace', key, { consistent: true });
  return item && { outcomes: unpackOutcomes(item), ranOn: item.ranOn };
}

/** A closed slice: its contacts and their outcomes. */
export interface ClosedSlice extends SliceOutcomes {
  readonly uuids: readonly ContactId[];
}

/** Contacts and outcomes by `<job> <slice>`; one given up early has none. 1.5 read units for 500 contacts. */
export async function readClosed(
  data: Data,
  workspace: WorkspaceId,
  slices: readonly { readonly job: JobId; readonly slice: number }[],
): Promise<ReadonlyMap<string, ClosedSlice>> {
  // Several parts of one slice name it more than once.
  const named = [...new Map(slices.map((one) => [sliceName(one), one])).values()];
  const keys = named.flatMap(({ job, slice }) => [
    manifestKey(workspace, job, slice),
    outcomeKey(workspace, job, slice),
  ]);
  type Item = Key & Partial<OutcomeItem> & { readonly uuids?: Uint8Array };
  const items = new Map((await batchGet<Item>(data, 'workspace', keys)).map((item) => [`${item.pk} ${item.sk}`, item]));
  const found = (key: Key) => items.get(`${key.pk} ${key.sk}`);
  return new Map(
    named.flatMap(({ job, slice }) => {
      const packed = found(manifestKey(workspace, job, slice))?.uuids;
      if (packed === undefined) return [];
      const { ways, codes, versions, ranOn } = found(outcomeKey(workspace, job, slice)) ?? {};
      const read = ways && codes && versions ? unpackOutcomes({ ways, codes, versions }) : [];
      const closed = { uuids: unpackUuids(packed), outcomes: read, ranOn: ranOn ?? (0 as Instant) };
      return [[sliceName({ job, slice }), closed] as const];
    }),
  );
}

export const sliceName = ({ job, slice }: { readonly job: JobId; readonly slice: number }): string => `${job} ${slice}`;
