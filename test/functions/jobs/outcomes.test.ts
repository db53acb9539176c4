import { describe, expect, test } from 'vitest';
import { cleanUp } from '../../../shared/data/contacts/delete.ts';
import {
  changeContact,
  deleteContact,
  listHistory,
  readContact,
  readRunDetails,
  runKey,
} from '../../../shared/data/contacts/index.ts';
import { listRuns, listRunsOf, readErrorSamples, type StoredRun } from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { runUuid } from '../../../shared/domain/jobs/run-uuid.ts';
import { itemsOf } from '../../support/in-process/items.ts';
import { worlds } from './engine.ts';
import { newFlow, starting } from './flow.ts';
import {
  contact,
  deliver,
  drain,
  dying,
  giveUp,
  jobFor,
  type Message,
  many,
  messagesFor,
  NOW,
  put,
  type World,
} from './world.ts';

const BY = { by: 'token-2', via: 'api' } as const;
const ARCHIVING = { type: 'set_contact_status', status: 'archived' };
const NAMING = { type: 'set_run_result', name: 'Called', value: '@contact.name', category: 'Yes' };
const JOINING = { type: 'add_contact_groups', groups: [{ name_match: 'Nowhere' }] };

const page = { limit: 250 };
const valuesOf = async (world: World, { contact, job, slice, outcome }: StoredRun) => {
  const version = outcome.run?.details ?? 0;
  const pointer = { contact: contact.uuid, version, job, slice };
  return (await readRunDetails(world.data, world.workspace, [pointer])).get(runKey(pointer));
};

const named = (count: number): Contact[] => many(count).map((one, n) => ({ ...one, name: `Person ${n}` }));

/** Takes care that times differ, as they do. */
const tick = (world: World): void => {
  world.clock = instant(world.clock + 1_000_000);
};

describe('the outcomes of a start', () => {
  const world = worlds();

  const begun = async (actions: readonly object[], people: readonly Contact[]) => {
    const uuids = await put(world(), people);
    const messages = await messagesFor(world(), starting(await newFlow(world(), actions)), uuids);
    tick(world());
    return { uuids, messages: messages as [Message, ...Message[]] };
  };
  const runs = async () => (await listRuns(world().data, world().workspace, page)).runs;
  const runsOf = async (uuid: ContactId) =>
    (await listRunsOf(world().data, world().workspace, uuid, { ...page, reverse: false, now: world().clock })).runs;

  test('have a run for each contact, with what it left, also when it changed nothing', async () => {
    const { uuids, messages } = await begun([NAMING, JOINING], named(3));
    await deliver(world(), messages[0]);
    const found = await runs();
    expect(found.map((run) => run.contact.uuid).toSorted()).toEqual(uuids.toSorted());
    for (const run of found) {
      expect(run.outcome).toMatchObject({ verdict: { outcome: 'unchanged' }, run: { errors: { 'group:missing': 1 } } });
      expect(await valuesOf(world(), run)).toMatchObject({
        values: { called: { value: run.contact.name, category: 'Yes' } },
        errors: [{ text: "No such group with name 'Nowhere'" }],
      });
      expect((await runsOf(run.contact.uuid)).map((one) => runUuid(one))).toEqual([runUuid(run)]);
    }
    expect(await jobFor(world(), messages[0])).toMatchObject({ errors: { 'group:missing': 3 } });
  });

  test.each([0, 25, 59])('of a worker that dies after %i contacts are neither lost nor doubled', async (writes) => {
    const { uuids, messages } = await begun([ARCHIVING, NAMING, JOINING], named(60));
    await expect(deliver(dying(world(), writes), messages[0])).rejects.toThrow('The worker died');
    expect(await runs()).toEqual([]);
    tick(world());
    await deliver(world(), messages[0]);
    await deliver(world(), messages[0]);
    const found = await runs();
    expect(found.map((run) => run.contact.uuid).toSorted()).toEqual(uuids.toSorted());
    for (const run of found) {
      expect(run.outcome).toMatchObject({ verdict: { outcome: 'changed' }, run: { path: [expect.any(String)] } });
      expect((await valuesOf(world(), run))?.values).toMatchObject({ called: { value: run.contact.name } });
    }
    expect(await jobFor(world(), messages[0])).toMatchObject({
      status: 'completed',
      totals: { changed: 60 },
      errors: { 'group:missing': 60 },
    });
  });

  test('of one who was edited between two deliveries has the run that counted, and no trace of the other', async () => {
    const { uuids, messages } = await begun([NAMING, ARCHIVING], named(2));
    await expect(deliver(dying(world(), 0), messages[0])).rejects.toThrow('The worker died');
    const { data, workspace } = world();
    const edited = uuids[0] as ContactId;
    const assets = await loadAssets(data, workspace);
    await changeContact(data, workspace, edited, {}, (one, taken) =>
      apply(one, [{ type: 'name', name: 'Marie' }], assets, { now: NOW, change: BY, taken }),
    );
    await deliver(world(), messages[0]);
    const [run] = await runsOf(edited);
    expect(run && (await valuesOf(world(), run))?.values).toMatchObject({ called: { value: 'Marie' } });
    const { entries } = await listHistory(data, workspace, edited, { limit: 99, now: world().clock });
    expect(entries.filter(({ change }) => change.via === 'job')).toHaveLength(1);
  });

  test('of a slice that was given up are failed runs', async () => {
    const { uuids, messages } = await begun([ARCHIVING], named(2));
    await giveUp(world(), messages[0]);
    expect((await runs()).map(({ outcome }) => outcome)).toEqual(
      uuids.map(() => ({ verdict: { outcome: 'failed', reason: 'worker' }, run: null })),
    );
  });

  test('page by page in both directions, each run once, while a person is deleted', async () => {
    const { uuids, messages } = await begun([ARCHIVING], named(30));
    await deliver(world(), messages[0]);
    const { data, workspace } = world();
    const at = (cursor: string | null, reverse: boolean) => listRuns(data, workspace, { limit: 7, cursor, reverse });
    for (const reverse of [false, true]) {
      const seen: StoredRun[] = [];
      let [cursor, back]: (string | null)[] = [null, null];
      do {
        const found = await at(cursor ?? null, reverse);
        seen.push(...found.runs);
        [cursor, back] = [found.cursor, found.previous];
      } while (cursor);
      expect(seen.map((run) => run.contact.uuid).toSorted()).toEqual(uuids.toSorted());
      const before = await at(back ?? null, reverse);
      expect(before.runs.map(runUuid)).toEqual(seen.slice(-9, -2).map(runUuid));
    }
    const gone = uuids[3] as ContactId;
    await deleteContact(data, workspace, gone, { change: BY, now: world().clock }, () => null);
    const left = await listRuns(data, workspace, { limit: 250 });
    expect(left.runs.map((run) => run.contact.uuid).toSorted()).toEqual(
      uuids.filter((uuid) => uuid !== gone).toSorted(),
    );
  });

  test('hold nothing of a person who is deleted for good, nor do the samples of the job', async () => {
    const { uuids, messages } = await begun(
      [NAMING, { type: 'set_contact_name', name: '@(1 + contact.name)' }],
      [contact({ name: 'Umuhoza' }), contact({ name: 'Keza' })],
    );
    await deliver(world(), messages[0]);
    const { data, workspace } = world();
    const job = await jobFor(world(), messages[0]);
    expect((await readErrorSamples(data, job)).map(({ kind, text }) => [kind, text]).sort()).toEqual([
      ['expression', expect.stringContaining('Keza')],
      ['expression', expect.stringContaining('Umuhoza')],
    ]);
    const before = (await readContact(data, workspace, uuids[0] as ContactId)) as Contact;
    await deleteContact(data, workspace, before.uuid, { change: BY, now: world().clock }, () => null);
    await cleanUp(data, workspace, before);
    const left = JSON.stringify(await itemsOf(data, workspace));
    expect(left).not.toContain('Umuhoza');
    expect(left).toContain('Keza');
    expect(await readErrorSamples(data, job)).toMatchObject([{ contact: uuids[1] }]);
    expect((await runs()).map((run) => run.contact.name)).toEqual(['Keza']);
    expect(await runsOf(before.uuid)).toEqual([]);
  });

  test('of one who is deleted while the run is decided about leave nothing either', async () => {
    const { uuids, messages } = await begun([NAMING], [contact({ name: 'Umuhoza' })]);
    const { data, workspace } = world();
    const before = (await readContact(data, workspace, uuids[0] as ContactId)) as Contact;
    const documents = new Proxy(data.documents, {
      get: (target, name) =>
        name !== 'send'
          ? Reflect.get(target, name)
          : async (command: Parameters<typeof target.send>[0]) => {
              const isDetails = JSON.stringify(command.input).includes('"values"');
              if (isDetails) {
                await deleteContact(data, workspace, before.uuid, { change: BY, now: world().clock }, () => null);
                await cleanUp(data, workspace, before);
              }
              return target.send(command);
            },
    });
    await deliver({ ...world(), data: { ...data, documents } }, messages[0]);
    expect(JSON.stringify(await itemsOf(data, workspace))).not.toContain('Umuhoza');
  });

  test('are kept for 90 days', async () => {
    const { uuids, messages } = await begun([NAMING], named(1));
    await deliver(world(), messages[0]);
    await drain(world());
    const days = (ttl: unknown) => Math.round((Number(ttl) * 1_000_000 - world().clock) / addDays(instant(0), 1));
    const items = (await itemsOf(world().data, world().workspace)).filter(({ sk }) =>
      /^(OUTCOME|RAN|EVT)#/.test(String(sk)),
    );
    expect(items.map(({ ttl }) => days(ttl))).toEqual([90, 90, 90]);
    expect(uuids).toHaveLength(1);
  });
});
