import type { DynamoDBRecord } from 'aws-lambda';
import { type ContactChange, contactChangeOf, type NewHistory, putHistory } from '../../shared/data/contacts/index.ts';
import { noteCrossings, recordBatch } from '../../shared/data/counts/index.ts';
import { type OutboxStep, outboxStepOf } from '../../shared/data/jobs/index.ts';
import { type Arrival, arrivalOf, deleteOrphanedMessages, logMessages } from '../../shared/data/messages/index.ts';
import { loadAssets } from '../../shared/data/workspace/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../shared/domain/contacts/events.ts';
import type { HistoryNames } from '../../shared/domain/contacts/properties/history-events.ts';
import { stateBeforeOf } from '../../shared/domain/contacts/undo/state-before.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { historyDays } from '../../shared/domain/settings/retention.ts';
import type { Config } from '../../shared/lambda/invocation/config.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { eraseDeleted } from './clean-up-deleted.ts';
import { completeDeletions, sayDone, sayLate } from './follow-up.ts';
import { noteForCarrier } from './note-opt-outs.ts';
import { BatchOutcome, isolating, type RecordName, recordNameOf } from './outcome.ts';
import { publishEvents } from './publish-events.ts';

/** Says that the contact existed before without any value, unlike one that an import created. */
const NOTHING = {};

/** What a change adds to the contact's history; nothing for a deletion. */
function historyOf({ before, after }: ContactChange, names: HistoryNames): NewHistory[] {
  if (after === null || isTombstone(after) || (before !== null && isTombstone(before))) return [];
  const { uuid: contact, version, modifiedOn: at, lastChange } = after;
  const was = before && (stateBeforeOf(before, after) ?? (before.version === 1 ? NOTHING : null));
  return [{ contact, version, at, change: lastChange, events: changesBetween(before, after, names), was }];
}

type ProjectRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'passedOver' | 'bus' | 'queues'> & {
  readonly config: Pick<Config, 'optOutLists'>;
};

/**
 * Projects the writes to contacts: history, counts, the erasure ledger, clean-up after deletions, numbers for the
 * carrier, the message log, the bus. No projection or workspace waits for another. Returns the first record that met a
 * temporary error, if any; the batch is delivered again from there. What can never succeed goes to the failure
 * destination.
 */
export async function project(
  records: readonly DynamoDBRecord[],
  runtime: ProjectRuntime,
): Promise<{ failedFrom?: string }> {
  const outcome = new BatchOutcome(runtime.logger);
  await sayLate(runtime, records);
  const { changes, arrivals, steps } = readRecords(records, outcome);
  for (const [workspace, some] of Map.groupBy(changes, (change) => change.workspace)) {
    await writeHistory(runtime, workspace, some, outcome);
    await count(runtime, workspace, some, outcome);
    await isolating(some, outcome, 'carrier', (few) => noteForCarrier(runtime, workspace, few));
    // After history, which it deletes: one batch may change and delete a contact.
    const jobs = await eraseDeleted(runtime, workspace, some, outcome);
    await completeDeletions(runtime, workspace, jobs, records);
  }
  for (const [workspace, some] of Map.groupBy(arrivals, (arrival) => arrival.workspace)) {
    await isolating(some, outcome, 'messages', async (few) => {
      const lasting = await deleteOrphanedMessages(runtime.data, workspace, few);
      await logMessages(runtime.data, workspace, lasting, runtime.now());
    });
  }
  await publishEvents(runtime, { changes, steps }, outcome);
  await outcome.report(runtime);
  const answer = outcome.firstFailed(records);
  // Only jobs ask how far it is. A lone change costs no word.
  const ofJobs = changes.some(({ after }) => after?.lastChange.job !== undefined);
  await sayDone(runtime, records, { ...answer, ofJobs });
  return answer;
}

type Change = ContactChange & RecordName;

/** The changes of contacts, messages and job steps in records; unreadable ones are skipped. */
function readRecords(records: readonly DynamoDBRecord[], outcome: BatchOutcome) {
  const changes: Change[] = [];
  const arrivals: (Arrival & RecordName)[] = [];
  const steps: (OutboxStep & RecordName)[] = [];
  for (const record of records) {
    const named = recordNameOf(record);
    try {
      const change = contactChangeOf(record);
      const arrival = arrivalOf(record);
      const step = outboxStepOf(record);
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
