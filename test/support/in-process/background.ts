import { pullSome } from '../../../functions/imports/pull/pull-step.ts';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { takeMessages } from '../../../functions/inbound/inbound-take.ts';
import { receiveMessage } from '../../../functions/inbound/receive-message.ts';
import { select } from '../../../functions/jobs/select/select.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import { project } from '../../../functions/project/projections.ts';
import { createReader } from '../../../infra/local/stream/reader.ts';
import { openStreams } from '../../../infra/local/stream/streams.ts';
import { chunks } from '../../../shared/data/dynamo/index.ts';
import { tellingOfBroken } from '../../../shared/lambda/invocation/faults.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import { puttingOff } from '../../../shared/lambda/invocation/worker.ts';
import type { InboundMessage } from '../../../shared/messages/inbound.ts';
import type { FilesMessage, SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';
import type { PullMessage } from '../../../shared/messages/pulls.ts';
import type { Queues } from '../../../shared/messages/queues.ts';
import type { SnapshotMessage } from '../../../shared/messages/snapshots.ts';
import { makeSnapshot } from '../../../shared/services/snapshots/make.ts';

/** What has to wait, say for the stream, is put off as in the deployed service. */
const workOn = puttingOff('work', work);
const selectFor = puttingOff('select', select);

export type Queued =
  | { readonly queue: 'select'; readonly message: SelectMessage }
  | { readonly queue: 'files'; readonly message: FilesMessage }
  | { readonly queue: 'work'; readonly message: WorkMessage }
  | { readonly queue: 'inbound'; readonly message: InboundMessage }
  | { readonly queue: 'pull'; readonly message: PullMessage }
  | { readonly queue: 'snapshots'; readonly message: SnapshotMessage };

/** Messages that arrived are handed over together, ten at a time, and the others one by one. */
async function deliverAll(all: readonly Queued[], runtime: Runtime): Promise<void> {
  const arrived = all.flatMap((one) => (one.queue === 'inbound' ? [one.message] : []));
  for (const some of chunks(arrived, 10))
    await takeMessages(some, runtime, (message, known) => receiveMessage(message, { ...runtime, known }));
  for (const one of all) if (one.queue !== 'inbound') await deliverOne(one, runtime);
}

type Other = Exclude<Queued, { readonly queue: 'inbound' }>;

function deliverOne(one: Other, runtime: Runtime): Promise<void> {
  if (one.queue === 'pull') return pullSome(one.message, runtime);
  if (one.queue === 'snapshots') return makeSnapshot(one.message, tellingOfBroken(runtime));
  if (one.queue === 'select') return selectFor(one.message, runtime);
  return one.queue === 'files' ? workOnFiles(one.message, runtime) : workOn(one.message, runtime);
}

export interface Background {
  /** Queues that keep the messages sent to them. */
  readonly queues: Queues;
  /**
   * Delivers messages of queues and records of the stream, with all that follows, until there are none, as a running
   * service does by itself. Throws what a function throws.
   */
  settle(runtime: Runtime): Promise<void>;
  /** Takes the messages out of the queues without delivering them. */
  take(): readonly Queued[];
}

/** The background work of one contacts table, from the stream's beginning, or with `LATEST` from the first `settle`. */
export function openBackground(
  endpoint: string,
  contactsTable: string,
  start: 'TRIM_HORIZON' | 'LATEST' = 'TRIM_HORIZON',
): Background {
  const queued: Queued[] = [];
  const reader = createReader({
    streams: openStreams(endpoint),
    table: contactsTable,
    start,
    bookmark: null,
  });
  let settled = Promise.resolve();

  async function deliver(runtime: Runtime): Promise<boolean> {
    const messages = queued.splice(0);
    await deliverAll(messages, runtime);
    const records = await reader.read();
    // The engine writes by the machine's clock, and tests have their own.
    const ApproximateCreationDateTime = Math.floor(runtime.now() / 1_000_000);
    const timed = records.map((one) => ({ ...one, dynamodb: { ...one.dynamodb, ApproximateCreationDateTime } }));
    const { failedFrom } = await project(timed as unknown as Parameters<typeof project>[0], runtime);
    if (failedFrom !== undefined) throw new Error(`The projection of record ${failedFrom} failed.`);
    return messages.length + records.length > 0;
  }

  async function drain(runtime: Runtime): Promise<void> {
    while (await deliver(runtime));
  }

  return {
    queues: {
      async send(queue, messages) {
        for (const message of messages) queued.push({ queue, message } as Queued);
      },
    },
    take: () => queued.splice(0),
    // One at a time: the stream has one reader.
    settle(runtime) {
      settled = settled.then(
        () => drain(runtime),
        () => drain(runtime),
      );
      return settled;
    },
  };
}
