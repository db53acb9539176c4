/** Design §3: what a job may cost besides the changes themselves, as the engine counts it. */
import { describe, expect, test } from 'vitest';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import { engines } from '../../support/engines/engines.ts';
import { worlds } from './engine.ts';
import { deliver, drain, jobOf, type Message, many, newGroup, put, submit, type World } from './world.ts';

const COUNT = 1_000;
const ARCHIVE = { type: 'set_status', status: 'archived' } as const;
/** One contact's change: contact 1, byFolder 2, byModified 2; the history comes with the stream. */
const CHANGE = 5;
/** The worker's read of the contact. */
const LOOK = 0.5;

async function consumed(world: World, run: () => Promise<unknown>) {
  const start = world.data.meter.read();
  await run();
  const { readUnits, writeUnits } = consumedSince(world.data.meter, start);
  return { reads: readUnits / COUNT, writes: writeUnits / COUNT };
}

describe.skipIf(!engines[0]?.exactCapacity)('a job over 1,000 contacts', () => {
  const world = worlds();

  test('of a group: at most 0.1 write and 1 read unit a contact besides the change', async () => {
    const group = await newGroup(world());
    await put(world(), many(COUNT, { groups: [group] }));
    const { reads, writes } = await consumed(world(), async () => {
      await submit(world(), ARCHIVE, { groups: [group], contacts: [], activeOnly: true });
      await drain(world());
    });
    expect(writes - CHANGE - 1).toBeLessThanOrEqual(0.1);
    expect(reads - LOOK).toBeLessThanOrEqual(1);
    expect(reads - LOOK).toBeGreaterThan(0.5);
  });

  test('of a folder: the index is exact, so no contact is read for selection', async () => {
    await put(world(), many(COUNT));
    const { reads, writes } = await consumed(world(), async () => {
      await submit(world(), ARCHIVE, { folder: 'active' });
      await drain(world());
    });
    expect(writes - CHANGE).toBeLessThanOrEqual(0.1);
    // A slice is looked at once more in its middle, so that a pause is soon noticed: half a unit for 500 contacts (ADR 046).
    expect(reads * COUNT).toBeLessThanOrEqual((LOOK + 0.052) * COUNT);
  });

  test('delivered a second time costs almost nothing', async () => {
    await put(world(), many(COUNT));
    await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const messages = [...world().queued];
    await drain(world());
    const { reads, writes } = await consumed(world(), async () => {
      for (const message of messages) await deliver(world(), message);
    });
    expect(writes).toBe(0);
    expect(reads).toBeLessThanOrEqual(0.01);
  });

  test('reports what it consumed, except the few units of its own header', async () => {
    await put(world(), many(COUNT));
    const job = { uuid: '' as Awaited<ReturnType<typeof submit>>['uuid'] };
    const { reads, writes } = await consumed(world(), async () => {
      job.uuid = (await submit(world(), ARCHIVE, { folder: 'active' })).uuid;
      await drain(world());
    });
    const { capacity } = await jobOf(world(), job.uuid);
    expect(Math.abs(capacity.writeUnits - writes * COUNT)).toBeLessThanOrEqual(12);
    expect(Math.abs(capacity.readUnits - reads * COUNT)).toBeLessThanOrEqual(12);
  });
});
