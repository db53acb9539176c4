import { describe, expect, test } from 'vitest';
import { QueryGoneError } from '../../../../shared/data/search/page.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { contact, many, NOW, worlds } from '../../engine/world.ts';

const ARCHIVE = { type: 'set_status', status: 'archived' } as const;

describe('a job over the matches of a query', () => {
  const open = worlds();

  test('changes each of them once, and no other contact', async () => {
    const world = open();
    const long = await world.put(many(1_205, { lastSeenOn: addDays(NOW, -120) }));
    const lately = await world.put(many(300, { lastSeenOn: addDays(NOW, -3) }));
    const never = await world.put(many(40));
    const job = await world.submit(ARCHIVE, { query: 'last_seen_on < "-90d"', within: null });
    await world.drain();
    expect(await world.jobOf(job.uuid)).toMatchObject({
      status: 'completed',
      total: 1_205,
      totals: { changed: 1_205 },
    });
    expect(await world.folders(long)).toEqual({ archived: 1_205 });
    expect(await world.folders([...lately, ...never])).toEqual({ active: 340 });
  });

  test('goes on through pages on which no contact matches', async () => {
    const world = open();
    await world.put(many(3_000, { name: 'Bob' }));
    const ann = await world.put([contact({ name: 'Ann' })]);
    const job = await world.submit(ARCHIVE, { query: 'name = "Ann"', within: null });
    await world.drain();
    expect(await world.jobOf(job.uuid)).toMatchObject({ status: 'completed', total: 1 });
    expect(await world.folders(ann)).toEqual({ archived: 1 });
  });

  test('fails to select when the query names something that was deleted', async () => {
    const world = open();
    await world.submit(ARCHIVE, { query: 'fields.gone = 1', within: null });
    await expect(world.drain()).rejects.toThrow(QueryGoneError);
  });
});
