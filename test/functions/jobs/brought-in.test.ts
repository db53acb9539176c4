/** What it reads to say who brought the people of a job in, and that a large job is judged by a fair sample. */
import { describe, expect, test } from 'vitest';
import { putHistory } from '../../../shared/data/contacts/index.ts';
import { readBroughtIn } from '../../../shared/data/jobs/second-look.ts';
import { createToken } from '../../../shared/data/workspace/index.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { engines } from '../../support/engines/engines.ts';
import { contact, many, NOW, type World, worlds } from '../engine/world.ts';

const world = worlds();

/** A previewed deletion of the archive, with these people in it. */
async function deletionOf(world: World, people: readonly Contact[]) {
  await world.put(people);
  const { uuid } = await world.submit({ type: 'delete' }, { folder: 'archived' }, { preview: true });
  await world.drain();
  return world.jobOf(uuid);
}

const tokenOf = ({ data, workspace }: World, name: string) =>
  createToken(data, workspace, { role: 'administrator', name, now: NOW });

const archived = { status: 'archived', statusOn: addDays(NOW, -2), modifiedOn: addDays(NOW, -2), version: 3 } as const;

/** So many people whom somebody has changed, and after them somebody else. */
const touched = (count: number, last: string): Contact[] =>
  many(count, archived).map((one) => ({ ...one, lastChange: { by: last, via: 'api' } }));

const storeChanges = ({ data, workspace }: World, people: readonly Contact[], by: string) =>
  putHistory(
    data,
    workspace,
    people.map(({ uuid }) => ({
      contact: uuid,
      version: 2,
      at: addDays(NOW, -3),
      change: { by, via: 'api' },
      events: [{ type: 'contact_name_changed', name: 'Ann' }],
    })),
  );

test('of a large job a fair sample is looked at, also of its last page, which is not frozen yet', async () => {
  const ann = await tokenOf(world(), 'Ann');
  const ben = await tokenOf(world(), 'Ben');
  const job = await deletionOf(world(), [...touched(800, ann.id), ...touched(400, ben.id)]);
  const { lookedAt, by } = await readBroughtIn(world().data, job, []);
  const [first, second] = by;
  expect([lookedAt, first?.name, second?.name]).toEqual([500, 'Ann', 'Ben']);
  expect((first?.contacts ?? 0) + (second?.contacts ?? 0)).toBe(500);
  // Two of three; the sample is large enough for a tenth either way.
  expect(Math.abs((first?.contacts ?? 0) - 333)).toBeLessThan(50);
  const more = touched(1_200, ben.id);
  await world().put(more);
  const all = more.map(({ uuid }) => uuid);
  const wide = await readBroughtIn(world().data, job, all);
  expect(wide.by.map(({ name }) => name)).toEqual(['Ben', 'Ann']);
});

test('an earlier change counts as the last one does, and one that is longer ago does not', async () => {
  const ann = await tokenOf(world(), 'Ann');
  const people = touched(4, 'system');
  const job = await deletionOf(world(), [...people, contact({ ...archived, modifiedOn: addDays(NOW, -31) })]);
  await storeChanges(world(), people, ann.id);
  expect(await readBroughtIn(world().data, job, [])).toMatchObject({ lookedAt: 5, by: [{ name: 'Ann', contacts: 4 }] });
});

describe.skipIf(!engines[0]?.exactCapacity)('what is read', () => {
  test.each([
    ['of people whom nobody has changed lately: them and the manifest', -31, 2.5 + 250 + 0.5],
    ['of others: their last versions too', -2, 2.5 + 250 + 250 + 0.5],
  ])('%s', async (_, days, units) => {
    const people = touched(1_200, 'system').map((one) => ({ ...one, modifiedOn: addDays(NOW, days) }));
    const job = await deletionOf(world(), people);
    expect(job.slices.total).toBe(3);
    const ann = await tokenOf(world(), 'Ann');
    await storeChanges(world(), people, ann.id);
    const cost = await world().spent(() => readBroughtIn(world().data, job, []));
    expect(cost).toEqual({ readUnits: units, writeUnits: 0 });
  });
});
