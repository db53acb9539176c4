/** The shards of a workspace are raised while everything else goes on, and the raising is killed (ADR 032). */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { select } from '../../functions/jobs/select/select.ts';
import { work } from '../../functions/jobs/worker/work.ts';
import {
  listByModified,
  listFolder,
  listMembers,
  type Moving,
  readMoving,
  readShardNumbers,
} from '../../shared/data/contacts/index.ts';
import { auditCounts } from '../../shared/data/counts/index.ts';
import { formProblem, stampTables } from '../../shared/data/dynamo/index.ts';
import { createMeter } from '../../shared/data/dynamo/meter.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { loadSearch, pageSearch } from '../../shared/data/search/page.ts';
import type { ContactId, GroupId, JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import type { Selection } from '../../shared/domain/selection/selection.ts';
import type { WorkMessage } from '../../shared/messages/jobs.ts';
import type { Queues } from '../../shared/messages/queues.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import { raiseShards } from '../../shared/services/shards/raise.ts';
import { begunRound } from '../shared/data/repair/damaged.ts';
import { type Client, createPeople, prepare, setStatus } from '../support/api/client.ts';
import { readTables } from '../support/checker/tables.ts';
import type { InProcessStage } from '../support/in-process/clients.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const MINUTE = 60_000_000;
const PEOPLE = 64;
const HANGS_AFTER = 5;

interface Given {
  readonly stage: InProcessStage;
  readonly client: Client;
  readonly workspace: WorkspaceId;
  readonly group: GroupId;
  readonly people: readonly string[];
}

/** A workspace that works on, between two writes of a move and while the raising waits. */
class Programme {
  readonly given: Given;
  clock: Instant;
  /** Everybody who is there, and who is active. */
  readonly live: Set<string>;
  readonly active: Set<string>;
  readonly waitedFor = new Set<string>();
  private working: Promise<void> = Promise.resolve();
  private waits = 0;
  private turn = 0;
  private next = 10_000;

  constructor(given: Given) {
    this.given = given;
    this.clock = given.stage.service.runtime.now();
    this.live = new Set(given.people);
    this.active = new Set(given.people);
  }

  static async open(stage: InProcessStage): Promise<Programme> {
    const client = await stage.open();
    await prepare(client);
    await client.post('settings.json', { delete_any_status: true });
    const { uuid: group } = await client.post('groups.json', { name: 'Left' });
    const people = await createPeople(client, PEOPLE, { groups: [group] });
    await stage.settle();
    const { uuid: workspace } = await client.get('workspace.json');
    return new Programme({ stage, client, workspace, group, people });
  }

  get runtime() {
    return { ...this.given.stage.service.runtime, now: () => this.clock };
  }

  /** What the service does by itself, as late as the raising believes that it is. */
  settle(): Promise<void> {
    return this.given.stage.service.settle(this.runtime);
  }

  /** Raises the number; other work goes on between its writes. It dies after so many moves, or hangs meanwhile. */
  raise(to: number, { dieAfter = Infinity, hang }: { readonly dieAfter?: number; hang?(): Promise<unknown> } = {}) {
    const { data } = this.runtime;
    let moves = 0;
    const documents = new Proxy(data.documents, {
      get: (target, name) => {
        if (name !== 'send') return Reflect.get(target, name);
        return async (command: Parameters<typeof target.send>[0]) => {
          if (moves >= dieAfter) throw new Error('killed');
          const done = await target.send(command);
          if (!(command instanceof UpdateCommand && command.input.Key?.['sk'] === 'CONTACT')) return done;
          moves += 1;
          if (moves === HANGS_AFTER) await hang?.();
          if (moves % 12 === 0) await this.work();
          return done;
        };
      },
    });
    const raising = {
      data: { ...data, meter: createMeter(), documents },
      now: () => this.clock,
      say: (line: string) => this.waitedFor.add(line),
      wait: (ms: number) => this.wait(ms),
    };
    return raiseShards(raising, this.given.workspace, { to, small: true });
  }

  /** Functions learn of a number later than it is written. The raising waits shortly for jobs that are selected. */
  private async wait(ms: number): Promise<void> {
    this.clock = instant(this.clock + (ms < 60_000 ? 4 * MINUTE : MINUTE));
    this.waits += 1;
    if (ms < 60_000) await this.settle();
    else if (this.waits % 10 === 5) await this.work();
    else if (this.waits % 10 === 0) await readShardNumbers(this.runtime.data, this.given.workspace);
  }

  /** One thing after the other, whoever asks for it. */
  work(): Promise<void> {
    this.working = this.working.then(() => this.workOnce());
    return this.working;
  }

  private async workOnce(): Promise<void> {
    const { client, group } = this.given;
    const turn = this.turn++ % 4;
    const one = [...this.active][turn * 7 + this.turn] ?? '';
    if (turn === 0) {
      for (const uuid of await createPeople(client, 2, { first: this.next, groups: [group] })) {
        this.live.add(uuid);
        this.active.add(uuid);
      }
      this.next += 2;
    } else if (turn === 1) await setStatus(client, 'archived', one);
    else if (turn === 2) await client.post(`contacts.json?uuid=${one}`, { name: `Named ${this.turn}` });
    else {
      await client.ask('DELETE', `contacts.json?uuid=${one}`);
      this.live.delete(one);
    }
    if (turn === 1 || turn === 3) this.active.delete(one);
    await this.expectLists();
  }

  /** Every way to read contacts gives each of them once. */
  async expectLists(): Promise<void> {
    const { workspace, group } = this.given;
    const { data } = this.runtime;
    const page = { limit: 30, reverse: this.turn % 2 === 0 };
    const sizes = { group, size: this.active.size, population: this.live.size };
    const query = { query: 'group = "Left"', within: 'active', at: this.clock } as const;
    const active = [...this.active].sort();
    const noHistories = () => Promise.reject(new Error('The query has none'));
    expect(await allOf((cursor) => listByModified(data, workspace, { ...page, deleted: false, cursor }))).toEqual(
      [...this.live].sort(),
    );
    expect(await allOf((cursor) => listFolder(data, workspace, 'active', { ...page, cursor }))).toEqual(active);
    expect(await allOf((cursor) => listMembers(data, workspace, { ...page, ...sizes, cursor }))).toEqual(active);
    const search = await loadSearch(data, workspace, query, noHistories);
    const found = (cursor: string | null) => pageSearch(data, workspace, search, { limit: 30, cursor });
    expect(await allOf(found)).toEqual(active);
  }

  submit(selection: Selection): Promise<Job> {
    const work = { type: 'set_status', status: 'archived' } as const;
    const job = { work, selection, preview: true, createdBy: 'token-1', now: this.clock };
    return submitJob(this.runtime, this.given.workspace, job);
  }

  /** A job whose contacts are frozen; and the messages for its workers, which come later. */
  async freeze(): Promise<readonly [JobId, readonly WorkMessage[]]> {
    const { client, workspace, stage } = this.given;
    const { uuid: group } = await client.post('groups.json', { name: 'Right' });
    const messages: WorkMessage[] = [];
    const queues: Queues = { send: async (_, some) => void messages.push(...(some as WorkMessage[])) };
    const job = { work: { type: 'add_to_group', group }, selection: { folder: 'active' }, preview: false } as const;
    const { uuid } = await submitJob(this.runtime, workspace, { ...job, createdBy: 'token-1', now: this.clock });
    stage.service.take();
    await select({ workspace, job: uuid, page: 0 }, { ...this.runtime, queues });
    return [uuid, messages];
  }

  /** How many contacts a job was selected for; null before it is. */
  async totalOf({ uuid }: Job): Promise<number | null> {
    return (await readJob(this.runtime.data, this.given.workspace, uuid))?.total ?? null;
  }

  /** Whatever is stored agrees, and the audit finds nothing to mend. */
  async expectSound(): Promise<void> {
    const { workspace, stage } = this.given;
    await this.settle();
    await stage.service.check();
    expect(await auditCounts(this.runtime.data, workspace)).toEqual({ folders: {}, groups: {} });
    const { data } = this.runtime;
    const goOn = await begunRound(stage, workspace, { data, now: instant(this.clock + 5 * MINUTE) });
    expect(await goOn()).toMatchObject({ ended: true, mended: new Map() });
    await this.expectLists();
  }

  /** In how many partitions its index, rosters and rows of counts are. */
  async partitions() {
    const { contacts, workspace, byFolder } = await readTables(this.runtime.data);
    const named = (items: readonly { readonly pk: string; readonly sk: string }[], begin: string) =>
      new Set(items.flatMap(({ pk, sk }) => (pk.startsWith(begin) && sk !== 'BASE' ? pk : []))).size;
    return {
      rosters: named(contacts, `G#${this.given.workspace}`),
      counts: named(workspace, `N#${this.given.workspace}`),
      shards: new Set(byFolder.filter(({ pk }) => pk.includes(this.given.workspace)).map((item) => item['folderKey']))
        .size,
    };
  }
}

type Page = { readonly cursor: string | null } & (
  | { readonly uuids: readonly string[] }
  | { readonly contacts: readonly { readonly uuid: string }[] }
);

async function allOf(read: (cursor: string | null) => Promise<Page>): Promise<string[]> {
  const uuids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await read(cursor ?? null);
    uuids.push(...('uuids' in page ? page.uuids : page.contacts.map(({ uuid }) => uuid)));
    cursor = page.cursor;
  }
  return uuids.sort();
}

const stage = onInProcessStage();

test('shards are raised from 8 to 16 and 64 beside everything: nobody is lost or there twice', async () => {
  const programme = await Programme.open(stage());
  const { group, people, workspace } = programme.given;
  const { data } = programme.runtime;
  const [frozen, slices] = await programme.freeze();

  await expect(programme.raise(16, { dieAfter: 14 })).rejects.toThrow('killed');
  await programme.expectLists();
  await expect(programme.raise(32)).rejects.toThrow('being raised to 16');
  for (const body of slices) await work(body, programme.runtime);
  expect(await readJob(data, workspace, frozen)).toMatchObject({ status: 'completed', total: PEOPLE });

  // Selections wait while a page is moved, and the raising waits for selections.
  const listed = { groups: [group], contacts: people.slice(0, 50) as ContactId[], activeOnly: true };
  const jobs = [
    await programme.submit(listed),
    await programme.submit({ folder: 'active' }),
    await programme.submit({ query: 'group = "Left"', within: 'active' }),
  ];
  const putOff: unknown[] = [];
  const queues = { send: async (...sent: unknown[]) => void putOff.push(sent.at(-1)) };
  await select({ workspace, job: jobs[0]?.uuid as Job['uuid'], page: 0 }, { ...programme.runtime, queues });
  expect(putOff).toEqual([{ delay: expect.any(Number) }]);
  const active = programme.active.size;
  await programme.raise(16);
  expect([...programme.waitedFor].filter((line) => line.includes('is selected'))).not.toEqual([]);
  for (const job of jobs) expect(await programme.totalOf(job)).toBe(active);
  await readShardNumbers(data, workspace);
  await programme.expectSound();

  // A second run takes over from one that seemed to hang, which then ends and leaves what the second has noted.
  let noted: Moving | null = null;
  const takeOver = async () => {
    await expect(programme.raise(64, { dieAfter: 3 })).rejects.toThrow('killed');
    noted = await readMoving(data, workspace);
  };
  const first = programme.raise(64, { hang: takeOver });
  await expect(first).rejects.toThrow('Another run raises the number');
  expect(await readMoving(data, workspace)).toEqual(noted);
  await programme.raise(64);
  await expect(programme.raise(64)).rejects.toThrow('has 64 shards');
  await readShardNumbers(data, workspace);
  await programme.expectSound();
  for (const selection of [listed, { folder: 'active' } as const]) {
    const job = await programme.submit(selection);
    await programme.settle();
    expect(await programme.totalOf(job)).toBe(programme.active.size);
  }
  // A migration stamps tables anew.
  await stampTables(data, programme.clock);
  expect(await readShardNumbers(data, workspace)).toMatchObject({ read: 64, write: 64 });
  expect(await formProblem(data)).toBeNull();
  await expect(programme.raise(16)).rejects.toThrow('never lowered');
  const { rosters, counts, shards } = await programme.partitions();
  expect(rosters).toBeGreaterThan(2 * 16);
  expect(shards).toBeGreaterThan(3 * 8);
  // The few rows that are not folded yet lie where their random first events put them.
  expect(counts).toBeGreaterThan(1);
});
