/** The slices of a job: frozen page by page, taken by workers, closed exactly once. Keys are in jobs-items.ts. */
import { randomBytes } from 'node:crypto';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ContactId, JobId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Cursor } from '../domain/jobs/cursor.ts';
import type { Job, Totals } from '../domain/jobs/job.ts';
import { frozenStatus } from '../domain/jobs/lifecycle.ts';
import { NO_TOTALS } from '../domain/jobs/totals.ts';
import type { Data } from './client.ts';
import {
  type JobRecord,
  jobKey,
  keptUntil,
  manifestKey,
  SLICE_PREFIX,
  sliceKey,
  sliceNumber,
  slicesPk,
  totalsAttributes,
} from './jobs-items.ts';
import { closeMarker } from './jobs-steps.ts';
import type { Consumed } from './meter.ts';
import { packUuids, unpackUuids } from './slices-manifest.ts';
import { type TransactItem, transact } from './transact.ts';
import { setting } from './workspace-items.ts';

export interface FrozenPage {
  /** The contacts of the next slice; none when the page held nobody to be kept. */
  readonly uuids: readonly ContactId[];
  /** Where the selection goes on; null freezes the whole. */
  readonly cursor: Cursor | null;
  /** What selecting them consumed. */
  readonly capacity: Consumed;
  readonly now: Instant;
}

/**
 * Writes down the next slice of a pending job and how far the selection is, in one transaction that holds only while
 * the job stands where it was read: of two deliveries of a select message one freezes the page, the other gets null and stops.
 * With the last page the total is known: a job over nobody is `completed`, a preview `ready` with its token, others `queued`.
 */
export async function freezePage(data: Data, job: JobRecord, page: FrozenPage): Promise<JobRecord | null> {
  const next = frozen(job, page);
  const items = [updatePage(data, job, next, page.capacity)];
  if (page.uuids.length > 0) items.push(...newSlice(data, job, page));
  if (next.status === 'completed') items.push(closeMarker(data, job));
  const written = await transact(data, items);
  return written.ok ? next : null;
}

function frozen(job: JobRecord, { uuids, cursor, now }: FrozenPage): JobRecord {
  const count = job.frozen + uuids.length;
  const slices = { total: job.slices.total + (uuids.length > 0 ? 1 : 0), done: 0 };
  const next = { ...job, page: job.page + 1, cursor, frozen: count, slices, modifiedOn: now, nudges: 0 };
  if (cursor !== null) return next;
  const status = frozenStatus(count, job.preview);
  return {
    ...next,
    status,
    total: count,
    token: status === 'ready' ? randomBytes(18).toString('base64url') : null,
    endedOn: status === 'completed' ? now : null,
  };
}

function updatePage(data: Data, job: JobRecord, next: JobRecord, { readUnits, writeUnits }: Consumed): TransactItem {
  const { page, cursor, frozen: count, modifiedOn, nudges, status, total, token, endedOn } = next;
  const attributes = { page, cursor, frozen: count, modifiedOn, nudges, status, total, token, endedOn };
  const { clause, names, values } = setting({ ...attributes, slicesTotal: next.slices.total });
  return {
    Update: {
      TableName: data.workspaceTable,
      Key: jobKey(job.workspace, job.uuid),
      UpdateExpression: `${clause} ADD #readUnits :readUnits, #writeUnits :writeUnits`,
      ConditionExpression: '#status = :pending AND #page = :read',
      ExpressionAttributeNames: { ...names, '#readUnits': 'readUnits', '#writeUnits': 'writeUnits' },
      ExpressionAttributeValues: {
        ...values,
        ':readUnits': readUnits,
        ':writeUnits': writeUnits,
        ':pending': 'pending',
        ':read': job.page,
      },
    },
  };
}

function newSlice(data: Data, job: JobRecord, { uuids, now }: FrozenPage): TransactItem[] {
  const TableName = data.workspaceTable;
  const slice = job.slices.total;
  const ttl = keptUntil(now);
  const state = { ...sliceKey(job.workspace, job.uuid, slice), state: 'open', count: uuids.length, ttl };
  const manifest = { ...manifestKey(job.workspace, job.uuid, slice), uuids: packUuids(uuids), ttl };
  return [{ Put: { TableName, Item: state } }, { Put: { TableName, Item: manifest } }];
}

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

async function close(
  data: Data,
  { workspace, uuid }: Job,
  slice: number,
  state: 'done' | 'failed',
  { totals, capacity, now }: { totals: Totals; capacity: Consumed; now: Instant },
): Promise<boolean> {
  const TableName = data.workspaceTable;
  const added = Object.entries({ ...totalsAttributes(totals), ...capacity, slicesDone: 1 });
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
        UpdateExpression: `SET #modifiedOn = :now, #nudges = :none ADD ${added.map((_, i) => `#a${i} :a${i}`).join(', ')}`,
        ExpressionAttributeNames: {
          '#modifiedOn': 'modifiedOn',
          '#nudges': 'nudges',
          ...Object.fromEntries(added.map(([name], i) => [`#a${i}`, name])),
        },
        ExpressionAttributeValues: {
          ':now': now,
          ':none': 0,
          ...Object.fromEntries(added.map(([, count], i) => [`:a${i}`, count])),
        },
      },
    },
  ]);
  return written.ok;
}
