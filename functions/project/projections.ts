import type { DynamoDBRecord } from 'aws-lambda';
import {
  type ContactChange,
  cleanUp,
  contactChangeOf,
  deletedBy,
  putHistory,
} from '../../shared/data/contacts/index.ts';
import { recordBatch } from '../../shared/data/counts/index.ts';
import { eachOf } from '../../shared/data/dynamo/index.ts';
import { type Arrival, arrivalOf, logMessages } from '../../shared/data/messages/index.ts';
import { loadAssets } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { historyOf } from './history.ts';

type ProjectRuntime = Pick<Runtime, 'data' | 'now' | 'logger'>;

/** Deleted contacts cleaned up at the same time. */
const AT_ONCE = 8;

/**
 * Returns the first record that failed, if any: everything before it is done, and each step may be repeated.
 *
 * Writes to contacts become history and counts, and what a deleted contact leaves is removed; messages that come into a folder
 * become rows of the log by which a workspace's messages are found.
 */
export async function project(
  records: readonly DynamoDBRecord[],
  runtime: ProjectRuntime,
): Promise<{ failedFrom?: string }> {
  const failed = new Set<string>();
  const fail = (sequence: string, error: unknown) => {
    failed.add(sequence);
    runtime.logger.error('projection failed', { error: error as Error, sequence });
  };
  const { changes, arrivals } = readRecords(records, fail);
  for (const [workspace, some] of Map.groupBy(changes, (change) => change.workspace)) {
    await projectWorkspace(runtime, workspace, some, fail);
  }
  for (const [workspace, some] of Map.groupBy(arrivals, (arrival) => arrival.workspace)) {
    await logArrivals(runtime, workspace, some, fail);
  }
  const failedFrom = records.map(sequenceOf).find((sequence) => failed.has(sequence));
  return failedFrom === undefined ? {} : { failedFrom };
}

type Fail = (sequence: string, error: unknown) => void;

/** The changes of contacts and the messages in records, up to the first record that cannot be read. */
function readRecords(records: readonly DynamoDBRecord[], fail: Fail) {
  const changes: ContactChange[] = [];
  const arrivals: Arrival[] = [];
  for (const record of records) {
    try {
      const [change, arrival] = [contactChangeOf(record), arrivalOf(record)];
      if (change) changes.push(change);
      if (arrival) arrivals.push(arrival);
    } catch (error) {
      fail(sequenceOf(record), error);
      break;
    }
  }
  return { changes, arrivals };
}

const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? '';

async function projectWorkspace(
  { data, now }: ProjectRuntime,
  workspace: WorkspaceId,
  changes: readonly ContactChange[],
  fail: Fail,
): Promise<void> {
  const [first] = changes;
  if (first === undefined) return;
  try {
    const assets = await loadAssets(data, workspace);
    await putHistory(
      data,
      workspace,
      changes.flatMap((change) => historyOf(change, assets)),
    );
    await recordBatch(data, workspace, changes, now());
  } catch (error) {
    fail(first.sequence, error);
    return;
  }
  // After history, which it deletes: a contact may have been changed and deleted in one batch.
  await eachOf(changes, AT_ONCE, async (change) => {
    try {
      const deleted = deletedBy(change);
      if (deleted) await cleanUp(data, workspace, deleted);
    } catch (error) {
      fail(change.sequence, error);
    }
  });
}

async function logArrivals(
  { data, now }: ProjectRuntime,
  workspace: WorkspaceId,
  arrivals: readonly Arrival[],
  fail: Fail,
): Promise<void> {
  try {
    await logMessages(data, workspace, arrivals, now());
  } catch (error) {
    fail(arrivals[0]?.sequence ?? '', error);
  }
}
