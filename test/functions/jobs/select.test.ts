/** Whom a job is over: how its contacts are frozen, and how they are listed afterwards. */
import { describe, expect, test } from 'vitest';
import { putStints } from '../../../shared/data/contacts/rosters.ts';
import { freezePage } from '../../../shared/data/jobs/freeze.ts';
import { type JobContact, listJobContacts } from '../../../shared/data/jobs/index.ts';
import { SELECTION_START } from '../../../shared/data/jobs/selection-cursor.ts';
import { closeSlice } from '../../../shared/data/jobs/slices.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import type { Outcome } from '../../../shared/domain/jobs/outcome.ts';
import { NO_TOTALS } from '../../../shared/domain/jobs/totals.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import {
  ARCHIVE,
  contact,
  type Message,
  many,
  NO_CAPACITY,
  NOW,
  named,
  newId,
  type World,
  worlds,
} from '../engine/world.ts';
import { removeContact } from '../groups/api.ts';

const world = worlds();

/** Delivers select messages only, so that the frozen manifest can be read before any contact is changed. */
async function selectAll(world: World): Promise<number> {
  let count = 0;
  for (;;) {
    const at = world.queued.findIndex(({ queue }) => queue === 'select');
    if (at < 0) return count;
    await world.deliver(...(world.queued.splice(at, 1) as [Message]));
    count++;
  }
}

const sorted = (uuids: Iterable<ContactId>) => [...uuids].sort();

describe('select', () => {
  test('freezes members of groups and listed contacts, each once, in full slices', async () => {
    const [one, two] = [await world().newGroup(), await world().newGroup()];
    const members = await world().put([...many(400, { groups: [one] }), ...many(300, { groups: [one, two] })]);
    const others = await world().put(many(2));
    await world().put(many(5));
    const contacts = [...others, ...members.slice(0, 10), ...others];
    const job = await world().submit(ARCHIVE, { groups: [one, two], contacts, activeOnly: true });
    await selectAll(world());
    const manifest = await world().manifest(job.uuid);
    expect(manifest.map(({ length }) => length)).toEqual([SLICE_SIZE, 202]);
    expect(sorted(manifest.flat())).toEqual(sorted([...members, ...others]));
    const slices = { total: 2, done: 0 };
    expect(await world().jobOf(job.uuid)).toMatchObject({ status: 'queued', total: 702, slices });
    const first = { workspace: world().workspace, job: job.uuid, slice: 0, turn: 0 };
    expect(world().queued.map(({ body }) => body)).toEqual([first, { ...first, slice: 1 }]);
  });

  test('leaves out contacts that the roster still has but that are no longer members', async () => {
    const { data, workspace } = world();
    const group = await world().newGroup();
    const [member, deleted] = [contact({ groups: [group] }), contact({ groups: [group], status: 'archived' })];
    const left = contact();
    await world().put([member, deleted, left]);
    await putStints(data, workspace, [
      { contact: left.uuid, group, version: 1, at: NOW },
      { contact: newId(), group, version: 1, at: NOW },
    ]);
    await removeContact(world(), deleted.uuid);
    const job = await world().submit(ARCHIVE, { groups: [group], contacts: [], activeOnly: false });
    await selectAll(world());
    expect(await world().manifest(job.uuid)).toEqual([[member.uuid]]);
  });

  test('takes listed contacts of any status, unless only active ones are wanted; unknown ones never', async () => {
    const uuids = await world().put([contact(), contact({ status: 'blocked' }), contact({ status: 'archived' })]);
    const contacts = [...uuids, newId()];
    const all = await world().submit(ARCHIVE, named(contacts));
    const active = await world().submit(ARCHIVE, { groups: [], contacts, activeOnly: true });
    await selectAll(world());
    expect((await world().jobOf(all.uuid)).total).toBe(3);
    expect(await world().manifest(active.uuid)).toEqual([uuids.slice(0, 1)]);
  });

  test('takes a folder; active has the dormant ones too', async () => {
    const active = await world().put([...many(3), ...many(2, { dormantSince: NOW })]);
    await world().put(many(4, { status: 'archived' }));
    const job = await world().submit(ARCHIVE, { folder: 'active' });
    await selectAll(world());
    expect(sorted((await world().manifest(job.uuid)).flat())).toEqual(sorted(active));
  });

  test('a preview waits until it is run', async () => {
    await world().put(many(3, { status: 'archived' }));
    const { uuid } = await world().submit({ type: 'delete' }, { folder: 'archived' }, { preview: true });
    expect(await world().drain()).toBe(1);
    const body = { workspace: world().workspace, job: uuid, page: 0, send: true } as const;
    await world().deliver({ queue: 'select', body });
    expect(world().queued).toEqual([]);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'ready', total: 3 });
  });

  test('continues in a message for each partition after some pages, and stops when the job is interrupted', async () => {
    const count = 21 * SLICE_SIZE;
    await world().put(many(count));
    const job = await world().submit(ARCHIVE, { folder: 'active' });
    await world().deliverNext();
    const half = await world().jobOf(job.uuid);
    expect(half.status).toBe('pending');
    expect(half.frozen).toBeLessThanOrEqual(20 * SLICE_SIZE);
    expect(world().queued.length).toBeGreaterThan(0);
    for (const { queue, body } of world().queued)
      expect([queue, body]).toEqual([
        'select',
        { workspace: world().workspace, job: job.uuid, page: half.page, partition: expect.any(Number) },
      ]);
    const other = await world().submit(ARCHIVE, { folder: 'active' });
    await world().interrupt(other.uuid);
    await selectAll(world());
    expect(await world().jobOf(job.uuid)).toMatchObject({ status: 'queued', total: count });
    expect(await world().jobOf(other.uuid)).toMatchObject({ status: 'interrupted', frozen: 0 });
  });

  test('sends the first open slice of each lane, however many slices there are', async () => {
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    world().queued.splice(0);
    let job = await world().jobOf(uuid);
    for (let left = 1_004; left >= 0; left--) {
      const page = { uuids: [newId()], cursor: left === 0 ? null : SELECTION_START, capacity: NO_CAPACITY, now: NOW };
      job = (await freezePage(world().data, job, page)) ?? job;
    }
    const closing = { totals: { ...NO_TOTALS, unchanged: 1 }, capacity: NO_CAPACITY, now: NOW };
    for (const slice of [0, 2, 9]) await closeSlice(world().data, job, slice, closing);
    await continueJob(world(), world().workspace, job);
    expect(await selectAll(world())).toBe(1);
    const slices = world().queued.map(({ body }) => ('slice' in body ? body.slice : -1));
    expect(slices).toEqual([1, 3, 4, 5, 6, 7, 8, 11, 18]);
  });

  test('a message about a job that does not exist, or of another workspace, is dropped', async () => {
    const job = await world().submit(ARCHIVE, { folder: 'active' });
    const stranger = newId() as string as typeof job.workspace;
    await world().deliver({ queue: 'select', body: { workspace: stranger, job: job.uuid, page: 0 } });
    expect(await world().jobOf(job.uuid)).toMatchObject({ status: 'pending', page: 0 });
  });
});

test('the contacts of a job are listed once each in both directions, slice by slice, with what became of them', async () => {
  await world().put(many(1_100));
  await world().submit(ARCHIVE, { folder: 'active' });
  await world().deliverNext();
  const [first, second, third] = world().taken();
  await world().deliver(second);
  await world().giveUp(third);
  const job = await world().jobFor(first);
  const { data } = world();
  const changed = (outcome: Outcome | null) => outcome?.verdict.outcome === 'changed';
  const all = async (keep: (outcome: Outcome | null) => boolean, limit: number) => {
    const rows: JobContact[] = [];
    let cursor: string | undefined;
    do {
      const page = await listJobContacts(data, job, { limit, cursor, keep });
      rows.push(...page.rows);
      cursor = page.cursor ?? undefined;
    } while (cursor);
    return rows;
  };
  const rows = await all(() => true, 250);
  expect(new Set(rows.map(({ contact }) => contact)).size).toBe(1_100);
  expect(rows.map(({ outcome }) => outcome?.verdict.outcome ?? 'pending')).toEqual([
    ...Array(500).fill('pending'),
    ...Array(500).fill('changed'),
    ...Array(100).fill('failed'),
  ]);
  expect(await all(changed, 90)).toEqual(rows.slice(500, 1_000));

  const last = await listJobContacts(data, job, { limit: 40, cursor: 'p', keep: changed });
  expect(last.rows).toEqual(rows.slice(960, 1_000));
  const before = await listJobContacts(data, job, { limit: 40, cursor: last.previous ?? '', keep: changed });
  expect(before.rows).toEqual(rows.slice(920, 960));
});
