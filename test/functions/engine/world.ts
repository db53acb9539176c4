import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { beforeEach } from 'vitest';
import { recordFailure } from '../../../functions/jobs/failed/failed.ts';
import { select } from '../../../functions/jobs/select/select.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import { readContacts } from '../../../shared/data/contacts/index.ts';
import { toContactItem } from '../../../shared/data/contacts/item.ts';
import { putStints, stintsBegun, withStints } from '../../../shared/data/contacts/rosters.ts';
import { putAll } from '../../../shared/data/dynamo/batch.ts';
import { type Data, queryAll } from '../../../shared/data/dynamo/index.ts';
import {
  interruptJob,
  type JobRecord,
  listJobs,
  noteErased,
  pauseJob,
  readJob,
  readSlice,
  resumeJob,
  runJob,
} from '../../../shared/data/jobs/index.ts';
import { MANIFEST_PREFIX, slicesPk } from '../../../shared/data/jobs/items.ts';
import { unpackUuids } from '../../../shared/data/jobs/manifest-size.ts';
import { storeGroup } from '../../../shared/data/workspace/groups.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
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
import type { Settings } from '../../../shared/domain/workspace.ts';
import type { SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';
import { continueJob, sendOnItsWay, submitJob } from '../../../shared/services/jobs/submit.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { costOf } from '../../shared/data/calls.ts';
import { openTestData } from '../../support/engines/data.ts';
import { firstEngine } from '../../support/engines/first.ts';
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

type Messages = [Message, Message, Message, ...Message[]];

/**
 * Queues that keep their messages, a clock that the test sets, and one workspace. What it does, a copy of it does with
 * its own tables and queues.
 */
export type World = Awaited<ReturnType<typeof openWorld>>;

interface Places extends FileRuntime {
  readonly workspace: WorkspaceId;
  readonly queued: Message[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  clock: Instant;
}

export async function openWorld(data: Data) {
  const { workspace } = await createWorkspace(data, { name: 'Programme', now: NOW });
  const queued: Message[] = [];
  const places: Places = {
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
  const world = Object.assign(places, DEEDS);
  return world;
}

const deedsOf = <Deeds>(deeds: Deeds & ThisType<Places & Deeds>): Deeds => deeds;

const DEEDS = deedsOf({
  /** So many seconds go by. */
  pass(seconds: number) {
    this.clock = instant(this.clock + seconds * 1_000_000);
  },

  /** The capacity that something consumes. */
  spent(act: () => Promise<unknown>) {
    return costOf(this.data, act);
  },

  /** Puts contacts and their roster entries straight into the table. */
  async put<const Of extends readonly Contact[]>(contacts: Of) {
    const { data, workspace } = this;
    const items = contacts.map((one) => toContactItem(workspace, one));
    await putAll(data, 'contacts', items);
    const stints = contacts.flatMap((one) => stintsBegun(null, one));
    await putStints(data, workspace, stints);
    return contacts.map(({ uuid }) => uuid) as { -readonly [At in keyof Of]: ContactId };
  },

  read(uuids: readonly ContactId[]) {
    return readContacts(this.data, this.workspace, uuids, { consistent: true });
  },

  /** How many of the contacts are in which folder. */
  async folders(uuids: readonly ContactId[]): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const item of (await this.read(uuids)).values()) counts[folderOf(item)] = (counts[folderOf(item)] ?? 0) + 1;
    return counts;
  },

  async newGroup() {
    const uuid = randomUUID() as string as GroupId;
    const group = { uuid, name: `Group ${uuid}`, query: null, status: 'ready', system: false, createdOn: NOW } as const;
    await storeGroup(this.data, this.workspace, group);
    return uuid;
  },

  /** Takes messages out of the queue. */
  taken(count?: number) {
    return this.queued.splice(0, count ?? this.queued.length) as Messages;
  },

  /** Delivers one message, as SQS would: at least once. */
  deliver(message: Message): Promise<void> {
    return message.queue === 'select' ? select(message.body, this) : work(message.body, this);
  },

  deliverNext(): Promise<void> {
    return this.deliver(this.taken(1)[0]);
  },

  /** Gives up a message, as after its last delivery. */
  giveUp(message: Message) {
    return recordFailure(message.body, this);
  },

  /** Delivers messages in order until there are none; returns how many, and of which jobs. */
  async drainQueues(): Promise<{ readonly count: number; readonly jobs: ReadonlySet<JobId> }> {
    let count = 0;
    const jobs = new Set<JobId>();
    for (; this.queued.length > 0; count++) {
      const [message] = this.taken(1);
      jobs.add(message.body.job);
      await this.deliver(message);
    }
    return { count, jobs };
  },

  /** The same; deletions end, as if the stream's function had erased everybody. */
  async drain(): Promise<number> {
    const { count, jobs } = await this.drainQueues();
    for (const job of jobs) await this.eraseDeletedBy(job);
    return count;
  },

  /** Says that the contacts that a job deleted are erased, and lets a worker complete it. */
  async eraseDeletedBy(uuid: JobId): Promise<void> {
    const { data, workspace } = this;
    const job = await readJob(data, workspace, uuid);
    if (job === null || !isDone(job) || operationOf(job).type !== 'delete') return;
    for (const slice of sliceNumbersOf(job)) {
      const { uuids = [] } = (await readSlice(data, workspace, uuid, slice)) ?? {};
      const all = [...(await readContacts(data, workspace, uuids)).values()];
      const gone = all.filter(({ lastChange }) => lastChange.job === uuid);
      const erased = gone.map((one) => ({ uuid: one.uuid, change: one.lastChange }));
      await noteErased(data, workspace, erased, this.clock);
    }
    await work({ workspace, job: uuid, slice: sliceAt(job, job.slices.total - 1), turn: job.turn }, this);
  },

  submit(work: Work, selection: Selection, given: Partial<Parameters<typeof submitJob>[2]> = {}): Promise<Job> {
    return submitJob(this, this.workspace, {
      ...{ work, selection, preview: false, createdBy: 'token-1', now: this.clock },
      ...given,
    });
  },

  /** Runs a job that was previewed; what follows is in the queue. */
  async runPreview(uuid: JobId, settings: Partial<Settings> = {}): Promise<JobRecord> {
    const ready = await this.jobOf(uuid);
    const { token, total } = ready;
    const given = { token: token ?? '', count: total, settings, now: this.clock };
    const run = await runJob(this.data, this.workspace, uuid, given);
    if (!run.ok) throw new Error(JSON.stringify(run.refusal));
    await sendOnItsWay(this, run.job, this.clock);
    return ready;
  },

  /** Freezes a job over the contacts and returns its work messages, none of them delivered. */
  async messagesFor(work: Work, contacts: readonly ContactId[]): Promise<Messages> {
    await this.submit(work, named(contacts));
    await this.deliverNext();
    return this.taken();
  },

  jobFor({ body }: Message): Promise<JobRecord> {
    return this.jobOf(body.job);
  },

  async jobOf(uuid: JobId): Promise<JobRecord> {
    const job = await readJob(this.data, this.workspace, uuid);
    if (job === null) throw new Error('The job is gone');
    return job;
  },

  interrupt(job: JobId) {
    return interruptJob(this.data, this.workspace, job, this.clock);
  },

  pause(job: JobId) {
    return pauseJob(this.data, this.workspace, job, this.clock);
  },

  async resume(job: JobId) {
    const resumed = await resumeJob(this.data, this.workspace, job, this.clock);
    if (resumed.ok) await continueJob(this, this.workspace, resumed.job);
  },

  set(settings: Partial<Settings>) {
    return updateSettings(this.data, this.workspace, settings, this.clock);
  },

  /** Whom a job has frozen, by slice. */
  async manifest(job: JobId) {
    const slices: ContactId[][] = [];
    const stored = { partition: slicesPk(this.workspace, job), sort: { prefix: MANIFEST_PREFIX } };
    for await (const { uuids } of queryAll<{ uuids: Uint8Array }>(this.data, { table: 'workspace', ...stored }))
      slices.push(unpackUuids(uuids));
    return slices;
  },

  /** The latest first. */
  async jobs() {
    return (await listJobs(this.data, this.workspace, { limit: 100 })).jobs;
  },
});

/** A new world for each test of a file, on the engine that `npm start` uses; returns a function that returns it. */
export function worlds(): () => World {
  const engine = firstEngine();
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await openTestData(engine()));
  });
  return () => world;
}

export const named = (contacts: readonly ContactId[]): Selection => ({ groups: [], contacts, activeOnly: false });

export const newId = (): ContactId => randomUUID() as string as ContactId;

export const contact = (given: Partial<Contact> = {}): Contact => {
  const made = newContact({ uuid: newId(), now: addDays(NOW, -400), change: { by: 'token-1', via: 'api' } });
  return withStints(null, { ...made, ...given });
};

/** Of a few, the type says how many: a test names each. */
interface Few {
  readonly 1: [Contact];
  readonly 2: [Contact, Contact];
  readonly 3: [Contact, Contact, Contact];
  readonly 4: [Contact, Contact, Contact, Contact];
  readonly 5: [Contact, Contact, Contact, Contact, Contact];
}

export const many = <Count extends number>(count: Count, given: Partial<Contact> = {}) =>
  Array.from({ length: count }, () => contact(given)) as Count extends keyof Few ? Few[Count] : Contact[];
