import { describe, expect, test } from 'vitest';
import { type JobContact, listJobContacts } from '../../../shared/data/jobs/index.ts';
import type { Outcome } from '../../../shared/domain/jobs/outcome.ts';
import { worlds } from './engine.ts';
import { ARCHIVE, deliver, giveUp, jobFor, type Message, many, put, submit } from './world.ts';

const anyOutcome = (): boolean => true;
const changed = (outcome: Outcome | null): boolean => outcome?.verdict.outcome === 'changed';

describe('the contacts of a job', () => {
  const world = worlds();

  test('are listed once each in both directions, slice by slice, with what became of them', async () => {
    await put(world(), many(1_100));
    await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const [first, second, third] = world().queued.splice(0) as [Message, Message, Message];
    await deliver(world(), second);
    await giveUp(world(), third);
    const job = await jobFor(world(), first);
    const { data } = world();
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
    const rows = await all(anyOutcome, 250);
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
});
