import { describe, expect, test } from 'vitest';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import { readHistories } from '../../../shared/data/jobs/index.ts';
import type { FlowId } from '../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import { engines } from '../../support/engines/engines.ts';
import { worlds } from './engine.ts';
import { newFlow, starting } from './flow.ts';
import { deliver, drain, giveUp, type Message, many, messagesFor, put } from './world.ts';

const ARCHIVING = { type: 'set_contact_status', status: 'archived' };

describe('who ran through flows', () => {
  const world = worlds();

  const tick = (): Instant => {
    world().clock = instant(world().clock + 1_000_000);
    return world().clock;
  };
  const read = (needs: readonly FlowId[] | 'every', at: Instant = tick()) =>
    readHistories(world().data, world().workspace, needs === 'every' ? needs : new Set(needs), at);

  test('are those whose runs are kept, by flow, up to a time', async () => {
    const [first, second] = [await newFlow(world(), [ARCHIVING]), await newFlow(world(), [])];
    const uuids = await put(world(), many(6));
    tick();
    for (const message of await messagesFor(world(), starting(first), uuids.slice(0, 3)))
      await deliver(world(), message);
    const between = tick();
    tick();
    for (const message of await messagesFor(world(), starting(second), uuids.slice(2, 4)))
      await deliver(world(), message);
    const [open] = (await messagesFor(world(), starting(second), uuids.slice(4))) as [Message];

    const of = async (needs: readonly FlowId[] | 'every', at?: Instant) => {
      const histories = await read(needs, at);
      return uuids.map((uuid) => histories.flowsOf(uuid).toSorted());
    };
    const both = [first, second].toSorted();
    expect(await of([first])).toEqual([[first], [first], [first], [], [], []]);
    expect(await of('every')).toEqual([[first], [first], both, [second], [], []]);
    expect(await of('every', between)).toEqual([[first], [first], [first], [], [], []]);

    await giveUp(world(), open);
    expect((await of([second])).slice(4)).toEqual([[second], [second]]);
  });

  test.skipIf(!engines[0]?.exactCapacity)(
    'cost 1.5 read units for 500 runs, and once for all pages of a job',
    async () => {
      const flow = await newFlow(world(), [ARCHIVING]);
      const uuids = await put(world(), many(1_000));
      world().queued.push(...(await messagesFor(world(), starting(flow), uuids)));
      tick();
      await drain(world());
      const at = tick();
      const cost = async () => {
        const start = world().data.meter.read();
        await read([flow], at);
        return consumedSince(world().data.meter, start).readUnits;
      };
      expect(await cost()).toBeLessThanOrEqual(0.5 + 2 * 1.5);
      expect(await cost()).toBe(0);
    },
  );
});
