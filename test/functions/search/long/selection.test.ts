import { describe, expect, test } from 'vitest';
import { QueryGoneError } from '../../../../shared/data/search/page.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { worlds } from '../../jobs/engine.ts';
import { contact, drain, folders, jobOf, many, NOW, put, submit } from '../../jobs/world.ts';

const ARCHIVE = { type: 'set_status', status: 'archived' } as const;

describe('a job over the matches of a query', () => {
  const open = worlds();

  test('changes each of them once, and no other contact', async () => {
    const world = open();
    const long = await put(world, many(1_205, { lastSeenOn: addDays(NOW, -120) }));
    const lately = await put(world, many(300, { lastSeenOn: addDays(NOW, -3) }));
    const never = await put(world, many(40));
    const job = await submit(world, ARCHIVE, { query: 'last_seen_on < "-90d"', within: null });
    await drain(world);
    expect(await jobOf(world, job.uuid)).toMatchObject({
      status: 'completed',
      total: 1_205,
      totals: { changed: 1_205 },
    });
    expect(await folders(world, long)).toEqual({ archived: 1_205 });
    expect(await folders(world, [...lately, ...never])).toEqual({ active: 340 });
  });

  test('goes on through pages on which no contact matches', async () => {
    const world = open();
    await put(world, many(3_000, { name: 'Bob' }));
    const ann = await put(world, [contact({ name: 'Ann' })]);
    const job = await submit(world, ARCHIVE, { query: 'name = "Ann"', within: null });
    await drain(world);
    expect(await jobOf(world, job.uuid)).toMatchObject({ status: 'completed', total: 1 });
    expect(await folders(world, ann)).toEqual({ archived: 1 });
  });

  test('fails to select when the query names something that was deleted', async () => {
    const world = open();
    await submit(world, ARCHIVE, { query: 'fields.gone = 1', within: null });
    await expect(drain(world)).rejects.toThrow(QueryGoneError);
  });
});
