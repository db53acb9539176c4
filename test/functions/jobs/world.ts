import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import {
  BatchExecuteStatementCommand,
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { recordFailure } from '../../../functions/jobs/failed/failed.ts';
import { select } from '../../../functions/jobs/select/select.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import { readContacts } from '../../../shared/data/contacts/index.ts';
import { toContactItem } from '../../../shared/data/contacts/item.ts';
import { putStints, stintsBegun, withStints } from '../../../shared/data/contacts/rosters.ts';
import { putAll } from '../../../shared/data/dynamo/batch.ts';
import type { Data } from '../../../shared/data/dynamo/client.ts';
import { type JobRecord, noteErased, readJob, readSlice } from '../../../shared/data/jobs/index.ts';
import { storeGroup } from '../../../shared/data/workspace/groups.ts';
import { createWorkspace } from '../../../shared/data/workspace/workspaces.ts';
import { type Contact, folderOf } from '../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, GroupId, JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { operationOf, type Work } from '../../../shared/domain/jobs/kinds/index.ts';
import { isDone } from '../../../shared/domain/jobs/lifecycle.ts';
import { sliceAt, sliceNumbersOf } from '../../../shared/domain/jobs/slice-numbers.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import type { SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';
import { submitJob } from '../../../shared/services/jobs/submit.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { memoryFiles } from '../../support/in-process/files.ts';

export const NOW = instant(Date.parse('2026-11-24T10:00:00Z') * 1000);

/** What most jobs of these tests do. */
export const ARCHIVE = { type: 'set_status', status: 'archived' } as const;
export const NO_CAPACITY = { readUnits: 0, writeUnits: 0 };

/** `delay`: seconds, which nobody waits here. */
export type Message = { delay?: number } & (
  | { queue: 'select'; body: SelectMessage }
  | { queue: 'work'; body: WorkMessage }
);

/** Queues that keep their messages, a clock that the test sets, and one workspace. */
export interface World extends FileRuntime {
  readonly workspace: WorkspaceId;
  readonly queued: Message[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  clock: Instant;
}

export async function openWorld(data: Data): Promise<World> {
  const { workspace } = await createWorkspace(data, { name: 'Programme', now: NOW });
  const queued: Message[] = [];
  const world: World = {
    data,
    workspace,
    queued,
    files: memoryFiles(),
    logger: new Logger(),
    metrics: new Metrics({ namespace: 'test' }),
    clock: NOW,
    now: () => world.clock,
    queues: {
      send: async (queue, messages, _, { delay = 0 } = {}) => {
        for (const body of messages) queued.push({ queue, body, ...(delay > 0 && { delay }) } as Message);
      },
    },
  };
  return world;
}

/** Delivers one message, as SQS would: at least once. */
export const deliver = (world: World, message: Message): Promise<void> =>
  message.queue === 'select' ? select(message.body, world) : work(message.body, world);

/** Gives up a message, as after its last delivery. */
export const giveUp = (world: World, message: Message): Promise<void> => recordFailure(message.body, world);

/** Delivers messages in order until there are none; returns how many, and of which jobs. */
export async function drainQueues(world: World) {
  let count = 0;
  const jobs = new Set<JobId>();
  for (let message = world.queued.shift(); message !== undefined; message = world.queued.shift()) {
    jobs.add(message.body.job);
    await deliver(world, message);
    count++;
  }
  return { count, jobs };
}

/** The same; deletions end, as if the stream's function had erased everybody. */
export async function drain(world: World): Promise<number> {
  const { count, jobs } = await drainQueues(world);
  for (const job of jobs) await eraseDeletedBy(world, job);
  return count;
}

/** Says that the contacts that a job deleted are erased, and lets a worker complete it. */
export async function eraseDeletedBy(world: World, uuid: JobId): Promise<void> {
  const { data, workspace } = world;
  const job = await readJob(data, workspace, uuid);
  if (job === null || !isDone(job) || operationOf(job).type !== 'delete') return;
  for (const slice of sliceNumbersOf(job)) {
    const { uuids = [] } = (await readSlice(data, workspace, uuid, slice)) ?? {};
    const gone = [...(await readContacts(data, workspace, uuids)).values()].filter(
      ({ lastChange }) => lastChange.job === uuid,
    );
    const erased = gone.map((one) => ({ uuid: one.uuid, change: one.lastChange }));
    await noteErased(data, workspace, erased, world.clock);
  }
  await work({ workspace, job: uuid, slice: sliceAt(job, job.slices.total - 1), turn: job.turn }, world);
}

export const submit = (
  world: World,
  work: Work,
  selection: Selection,
  options: { preview?: boolean } = {},
): Promise<Job> =>
  submitJob(world, world.workspace, {
    work,
    selection,
    preview: options.preview ?? false,
    createdBy: 'token-1',
    now: world.clock,
  });

/** Freezes a job over the contacts and returns its work messages, none of them delivered. */
export async function messagesFor(world: World, work: Work, contacts: readonly ContactId[]): Promise<Message[]> {
  await submit(world, work, { groups: [], contacts, activeOnly: false });
  await deliver(world, ...(world.queued.splice(0) as [Message]));
  return world.queued.splice(0);
}

export const jobFor = (world: World, message: Message): Promise<JobRecord> => jobOf(world, message.body.job);

export async function jobOf(world: World, uuid: JobId): Promise<JobRecord> {
  const job = await readJob(world.data, world.workspace, uuid);
  if (job === null) throw new Error('The job is gone');
  return job;
}

export async function newGroup(world: World): Promise<GroupId> {
  const uuid = randomUUID() as string as GroupId;
  const group = { uuid, name: `Group ${uuid}`, query: null, status: 'ready' as const, system: false, createdOn: NOW };
  await storeGroup(world.data, world.workspace, group);
  return uuid;
}

export const newId = (): ContactId => randomUUID() as string as ContactId;

export const contact = (given: Partial<Contact> = {}): Contact => {
  const made = newContact({ uuid: newId(), now: addDays(NOW, -400), change: { by: 'token-1', via: 'api' } });
  return withStints(null, { ...made, ...given });
};

/** Puts contacts and their roster entries straight into the table. */
export async function put(world: World, contacts: readonly Contact[]): Promise<ContactId[]> {
  const { data, workspace } = world;
  await putAll(
    data,
    'contacts',
    contacts.map((one) => toContactItem(workspace, one)),
  );
  await putStints(
    data,
    workspace,
    contacts.flatMap((one) => stintsBegun(null, one)),
  );
  return contacts.map(({ uuid }) => uuid);
}

export const many = (count: number, given: Partial<Contact> = {}): Contact[] =>
  Array.from({ length: count }, () => contact(given));

/** How many of the contacts are in which folder. */
export async function folders(world: World, uuids: readonly ContactId[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of (await readContacts(world.data, world.workspace, uuids)).values()) {
    counts[folderOf(item)] = (counts[folderOf(item)] ?? 0) + 1;
  }
  return counts;
}

type Documents = World['data']['documents'];
type Command = Parameters<Documents['send']>[0];

/** The same world, or runtime, whose connection to the tables does as `send` says. */
export function through<Of extends Pick<World, 'data'>>(
  world: Of,
  send: (command: Command, pass: () => Promise<unknown>) => Promise<unknown>,
): Of {
  const documents = new Proxy(world.data.documents, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return (command: Command) => send(command, () => target.send(command));
    },
  });
  return { ...world, data: { ...world.data, documents } };
}

/** A worker that dies: its connection to the tables breaks after so many single writes, also within a batch. */
export function dying<Of extends Pick<World, 'data'>>(world: Of, writes: number): Of {
  let left = writes;
  return through(world, async (command, pass) => {
    const count = writesIn(command);
    const done = Math.min(left, count);
    left -= done;
    if (done === count) return pass();
    if (command instanceof BatchExecuteStatementCommand && done > 0)
      await world.data.documents.send(firstOf(command, done));
    throw new Error('The worker died');
  });
}

/** Single conditional writes of a call. */
export function writesIn(command: Command): number {
  if (command instanceof BatchExecuteStatementCommand) return command.input.Statements?.length ?? 0;
  return command instanceof PutCommand ? 1 : 0;
}

/** The same call with its first statements only. */
export const firstOf = ({ input }: BatchExecuteStatementCommand, count: number): BatchExecuteStatementCommand =>
  new BatchExecuteStatementCommand({ ...input, Statements: input.Statements?.slice(0, count) });

const WRITES = [
  ...[PutCommand, UpdateCommand, DeleteCommand],
  ...[BatchWriteCommand, BatchExecuteStatementCommand, TransactWriteCommand],
];

/** A worker that dies at a write of any kind, the first being 0: before it is done, or as soon as it is. */
export function dyingAt(world: World, write: number, when: 'before' | 'after'): World {
  let left = write;
  return through(world, async (command, pass) => {
    const dies = WRITES.some((kind) => command instanceof kind) && left-- <= 0;
    const done = dies && when === 'before' ? undefined : await pass();
    if (dies) throw new Error('The worker died');
    return done;
  });
}
