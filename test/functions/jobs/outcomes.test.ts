import { describe, expect, test } from 'vitest';
import { cleanUp } from '../../../shared/data/contacts/delete.ts';
import { listHistory, readRunDetails, runKey } from '../../../shared/data/contacts/index.ts';
import { listRuns, listRunsOf, readErrorSamples, type StoredRun } from '../../../shared/data/jobs/index.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { runUuid } from '../../../shared/domain/jobs/run-uuid.ts';
import { itemsOf } from '../../support/in-process/items.ts';
import { dying, through } from '../engine/deaths.ts';
import { contact, many, type World, worlds } from '../engine/world.ts';
import { modify, removeContact, stored } from '../groups/api.ts';
import { newFlow, starting } from './flow.ts';

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

describe('the outcomes of a start', () => {
  const world = worlds();

  const begun = async (actions: readonly object[], people: readonly Contact[]) => {
    const uuids = await world().put(people);
    const [message] = await world().messagesFor(starting(await newFlow(world(), actions)), uuids);
    world().pass(1); // Times differ, as they do.
    return { uuids, message };
  };
  const runs = async () => (await listRuns(world().data, world().workspace, page)).runs;
  const runsOf = async (uuid: ContactId) =>
    (await listRunsOf(world().data, world().workspace, uuid, { ...page, reverse: false, now: world().clock })).runs;

  test('have a run for each contact, with what it left, also when it changed nothing', async () => {
    const { uuids, message } = await begun([NAMING, JOINING], named(3));
    await world().deliver(message);
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
    expect(await world().jobFor(message)).toMatchObject({ errors: { 'group:missing': 3 } });
  });

  test.each([0, 25, 59])('of a worker that dies after %i contacts are neither lost nor doubled', async (writes) => {
    const { uuids, message } = await begun([ARCHIVING, NAMING, JOINING], named(60));
    await expect(dying(world(), writes).deliver(message)).rejects.toThrow('The worker died');
    expect(await runs()).toEqual([]);
    world().pass(1);
    await world().deliver(message);
    await world().deliver(message);
    const found = await runs();
    expect(found.map((run) => run.contact.uuid).toSorted()).toEqual(uuids.toSorted());
    for (const run of found) {
      expect(run.outcome).toMatchObject({ verdict: { outcome: 'changed' }, run: { path: [expect.any(String)] } });
      expect((await valuesOf(world(), run))?.values).toMatchObject({ called: { value: run.contact.name } });
    }
    expect(await world().jobFor(message)).toMatchObject({
      status: 'completed',
      totals: { changed: 60 },
      errors: { 'group:missing': 60 },
    });
  });

  test('of one who was edited between two deliveries has the run that counted, and no trace of the other', async () => {
    const { uuids, message } = await begun([NAMING, ARCHIVING], named(2));
    await expect(dying(world(), 0).deliver(message)).rejects.toThrow('The worker died');
    const { data, workspace } = world();
    const edited = uuids[0] as ContactId;
    await modify(world(), edited, [{ type: 'name', name: 'Marie' }]);
    await world().deliver(message);
    const [run] = await runsOf(edited);
    expect(run && (await valuesOf(world(), run))?.values).toMatchObject({ called: { value: 'Marie' } });
    const { entries } = await listHistory(data, workspace, edited, { limit: 99, now: world().clock });
    expect(entries.filter(({ change }) => change.via === 'job')).toHaveLength(1);
  });

  test('of a slice that was given up are failed runs', async () => {
    const { uuids, message } = await begun([ARCHIVING], named(2));
    await world().giveUp(message);
    expect((await runs()).map(({ outcome }) => outcome)).toEqual(
      uuids.map(() => ({ verdict: { outcome: 'failed', reason: 'worker' }, run: null })),
    );
  });

  test('page by page in both directions, each run once, while a person is deleted', async () => {
    const { uuids, message } = await begun([ARCHIVING], named(30));
    await world().deliver(message);
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
    await removeContact(world(), gone);
    const left = await listRuns(data, workspace, { limit: 250 });
    expect(left.runs.map((run) => run.contact.uuid).toSorted()).toEqual(
      uuids.filter((uuid) => uuid !== gone).toSorted(),
    );
  });

  test('hold nothing of a person who is deleted for good, nor do the samples of the job', async () => {
    const { uuids, message } = await begun(
      [NAMING, { type: 'set_contact_name', name: '@(1 + contact.name)' }],
      [contact({ name: 'Umuhoza' }), contact({ name: 'Keza' })],
    );
    await world().deliver(message);
    const { data, workspace } = world();
    const job = await world().jobFor(message);
    expect((await readErrorSamples(data, job)).map(({ kind, text }) => [kind, text]).sort()).toEqual([
      ['expression', expect.stringContaining('Keza')],
      ['expression', expect.stringContaining('Umuhoza')],
    ]);
    const before = await stored(world(), uuids[0] as ContactId);
    await removeContact(world(), before.uuid);
    await cleanUp(data, workspace, before);
    const left = JSON.stringify(await itemsOf(data, workspace));
    expect(left).not.toContain('Umuhoza');
    expect(left).toContain('Keza');
    expect(await readErrorSamples(data, job)).toMatchObject([{ contact: uuids[1] }]);
    expect((await runs()).map((run) => run.contact.name)).toEqual(['Keza']);
    expect(await runsOf(before.uuid)).toEqual([]);
  });

  test('of one who is deleted while the run is decided about leave nothing either', async () => {
    const { uuids, message } = await begun([NAMING], [contact({ name: 'Umuhoza' })]);
    const { data, workspace } = world();
    const before = await stored(world(), uuids[0] as ContactId);
    const meanwhile = through(world(), async (command, pass) => {
      if (JSON.stringify(command.input).includes('"values"')) {
        await removeContact(world(), before.uuid);
        await cleanUp(data, workspace, before);
      }
      return pass();
    });
    await meanwhile.deliver(message);
    expect(JSON.stringify(await itemsOf(data, workspace))).not.toContain('Umuhoza');
  });

  test('are kept for 90 days', async () => {
    const { uuids, message } = await begun([NAMING], named(1));
    await world().deliver(message);
    await world().drain();
    const days = (ttl: unknown) => Math.round((Number(ttl) * 1_000_000 - world().clock) / addDays(instant(0), 1));
    const items = (await itemsOf(world().data, world().workspace)).filter(({ sk }) =>
      /^(OUTCOME|RAN|EVT)#/.test(String(sk)),
    );
    expect(items.map(({ ttl }) => days(ttl))).toEqual([90, 90, 90]);
    expect(uuids).toHaveLength(1);
  });
});
