/** The slices of a job: frozen (slices-freeze.ts), taken by workers, closed exactly once. Keys are in jobs-items.ts. */
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, Totals } from '../../domain/jobs/job.ts';
import { NO_TOTALS } from '../../domain/jobs/totals.ts';
import { type Consumed, type Data, transact } from '../dynamo/index.ts';
import { setting } from '../workspace/index.ts';
import {
  adding,
  jobKey,
  manifestKey,
  SLICE_PREFIX,
  sliceKey,
  sliceNumber,
  slicesPk,
  totalsAttributes,
} from './items.ts';
import { unpackUuids } from './manifest.ts';

export interface Slice {
  readonly state: 'open' | 'done' | 'failed';
  readonly uuids: readonly ContactId[];
}

/** A slice and whom it is for, as of now; null when the job has none of this number. */
export async function readSlice(data: Data, workspace: WorkspaceId, job: JobId, slice: number): Promise<Slice | null> {
  const Keys = [sliceKey(workspace, job, slice), manifestKey(workspace, job, slice)];
  const { Responses } = await data.documents.send(
    new BatchGetCommand({ RequestItems: { [data.workspaceTable]: { Keys, ConsistentRead: true } } }),
  );
  const items = Responses?.[data.workspaceTable] ?? [];
  const state = items.find((item) => 'state' in item);
  const manifest = items.find((item) => 'uuids' in item);
  if (state === undefined || manifest === undefined) return null;
  return { state: state['state'] as Slice['state'], uuids: unpackUuids(manifest['uuids'] as Uint8Array) };
}

/** Numbers of slices still open, from `from` on, looking at `limit` slices; `next` is where to go on, null at the end. */
export async function openSlices(
  data: Data,
  workspace: WorkspaceId,
  job: JobId,
  { from, limit }: { from: number; limit: number },
): Promise<{ slices: number[]; next: number | null }> {
  const { Items = [], LastEvaluatedKey } = await data.documents.send(
    new QueryCommand({
      TableName: data.workspaceTable,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
      FilterExpression: '#state = :open',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', '#state': 'state' },
      ExpressionAttributeValues: {
        ':pk': slicesPk(workspace, job),
        ':from': sliceKey(workspace, job, from).sk,
        ':to': `${SLICE_PREFIX}~`,
        ':open': 'open',
      },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  const next = LastEvaluatedKey === undefined ? null : sliceNumber(LastEvaluatedKey['sk'] as string) + 1;
  return { slices: Items.map(({ sk }) => sliceNumber(sk as string)), next };
}

/**
 * Closes a slice and adds what became of its contacts to the job, both or neither, once: false when it was closed before.
 * The caller then tries `completeJob`, whoever else may do so too.
 */
export async function closeSlice(
  data: Data,
  job: Job,
  slice: number,
  done: { totals: Totals; capacity: Consumed; now: Instant },
): Promise<boolean> {
  return close(data, job, slice, 'done', done);
}

/** Gives a slice up: all its contacts count as failed (`worker`). False when it was closed before. */
export async function failSlice(data: Data, job: Job, slice: number, count: number, now: Instant): Promise<boolean> {
  const totals = { ...NO_TOTALS, failed: { worker: count } };
  return close(data, job, slice, 'failed', { totals, capacity: { readUnits: 0, writeUnits: 0 }, now });
}

/** What closing itself takes: two items of up to 1 KB in a transaction, and the look at the job whether it was the last. */
const CLOSING: Consumed = { readUnits: 1, writeUnits: 4 };

async function close(
  data: Data,
  { workspace, uuid }: Job,
  slice: number,
  state: 'done' | 'failed',
  { totals, capacity, now }: { totals: Totals; capacity: Consumed; now: Instant },
): Promise<boolean> {
  const TableName = data.workspaceTable;
  const readUnits = capacity.readUnits + CLOSING.readUnits;
  const writeUnits = capacity.writeUnits + CLOSING.writeUnits;
  const set = setting({ modifiedOn: now, nudges: 0 });
  const add = adding({ ...totalsAttributes(totals), readUnits, writeUnits, slicesDone: 1 });
  const written = await transact(data, [
    {
      Update: {
        TableName,
        Key: sliceKey(workspace, uuid, slice),
        UpdateExpression: 'SET #state = :state',
        ConditionExpression: '#state = :open',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state, ':open': 'open' },
      },
    },
    {
      Update: {
        TableName,
        Key: jobKey(workspace, uuid),
        UpdateExpression: `${set.clause} ${add.clause}`,
        ConditionExpression: 'attribute_exists(#pk)',
        ExpressionAttributeNames: { ...set.names, ...add.names, '#pk': 'pk' },
        ExpressionAttributeValues: { ...set.values, ...add.values },
      },
    },
  ]);
  return written.ok;
}
