import type { DynamoDBRecord } from 'aws-lambda';
import { type ContactChange, contactChangeOf, putHistory } from '../../shared/data/contacts/index.ts';
import { noteCrossings, recordBatch } from '../../shared/data/counts/index.ts';
import { type OutboxStep, outboxStepOf } from '../../shared/data/jobs/index.ts';
import { type Arrival, arrivalOf, deleteOrphanedMessages, logMessages } from '../../shared/data/messages/index.ts';
import { loadAssets } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { historyDays } from '../../shared/domain/retention.ts';
import type { Config } from '../../shared/lambda/config.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { eraseDeleted } from './clean-up-deleted.ts';
import { noteForCarrier } from './note-opt-outs.ts';
import { BatchOutcome, isolating, type RecordName, recordNameOf } from './outcome.ts';
import { publishEvents } from './publish-events.ts';
import { historyOf } from './record-history.ts';

type ProjectRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'passedOver' | 'bus'> & {
  readonly config: Pick<Config, 'optOutLists'>;
};

/**
 * Makes of the writes to contacts their history and counts, writes deletions into the erasure ledger and removes what a deleted contact leaves;
 * notes numbers of which the carrier may have to be told, and messages that come into a folder in the log by which a workspace's messages are found; tells on the bus what a workspace asked for. No
 * projection waits for another, nor a workspace for another.
 *
 * Returns the first record that something passing was in the way of, if any: the batch comes again from there, and each step may be
 * repeated. A record that can never be projected is named in the failure destination, and all others are projected.
 */
export async function project(
  records: readonly DynamoDBRecord[],
  runtime: ProjectRuntime,
): Promise<{ failedFrom?: string }> {
  const outcome = new BatchOutcome(runtime.logger);
  const { changes, arrivals, steps } = readRecords(records, outcome);
  for (const [workspace, some] of Map.groupBy(changes, (change) => change.workspace)) {
    await writeHistory(runtime, workspace, some, outcome);
    await count(runtime, workspace, some, outcome);
    await isolating(some, outcome, 'carrier', (few) => noteForCarrier(runtime, workspace, few));
    // After history, which it deletes: a contact may have been changed and deleted in one batch.
    await eraseDeleted(runtime, workspace, some, outcome);
  }
  for (const [workspace, some] of Map.groupBy(arrivals, (arrival) => arrival.workspace)) {
    await isolating(some, outcome, 'messages', async (few) => {
      const lasting = await deleteOrphanedMessages(runtime.data, workspace, few);
      await logMessages(runtime.data, workspace, lasting, runtime.now());
    });
  }
  await publishEvents(runtime, { changes, steps }, outcome);
  await outcome.report(runtime);
  return outcome.firstFailed(records);
}

type Change = ContactChange & RecordName;

/** The changes of contacts, the messages and the steps of jobs in records; those that cannot be read are passed over. */
function readRecords(records: readonly DynamoDBRecord[], outcome: BatchOutcome) {
  const changes: Change[] = [];
  const arrivals: (Arrival & RecordName)[] = [];
  const steps: (OutboxStep & RecordName)[] = [];
  for (const record of records) {
    const named = recordNameOf(record);
    try {
      const [change, arrival, step] = [contactChangeOf(record), arrivalOf(record), outboxStepOf(record)];
      if (change) changes.push({ ...change, ...named });
      if (arrival) arrivals.push({ ...arrival, ...named });
      if (step) steps.push({ ...step, ...named });
    } catch (error) {
      outcome.passOver('read', named, error);
    }
  }
  return { changes, arrivals, steps };
}

async function writeHistory(
  { data }: ProjectRuntime,
  workspace: WorkspaceId,
  changes: readonly Change[],
  outcome: BatchOutcome,
): Promise<void> {
  await isolating(changes, outcome, 'history', async (some) => {
    const assets = await loadAssets(data, workspace);
    await putHistory(
      data,
      workspace,
      some.flatMap((change) => historyOf(change, assets)),
      historyDays(assets.settings),
    );
  });
}

const count = (
  { data, now }: ProjectRuntime,
  workspace: WorkspaceId,
  changes: readonly Change[],
  outcome: BatchOutcome,
): Promise<void> =>
  isolating(changes, outcome, 'counts', async (some) => {
    await noteCrossings(data, workspace, some, now());
    await recordBatch(data, workspace, some, now());
  });
