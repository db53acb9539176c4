/** How long a job with a `max_rate` takes, with lanes whose messages come when their delay is over. */
import { describe, expect, test } from 'vitest';
import { runJob } from '../../../shared/data/jobs/index.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { estimateAtRate } from '../../../shared/domain/jobs/estimate-at-rate.ts';
import { continueJob, submitJob } from '../../../shared/services/jobs/submit.ts';
import cases from '../../cases/functions/jobs/rate-estimate.json' with { type: 'json' };
import { worlds } from './engine.ts';
import { deliver, drain, jobOf, type Message, many, NOW, put, type World } from './world.ts';

/** Delivers each message at its time; returns the seconds until the last one was handled. Work takes no time. */
async function play(world: World): Promise<number> {
  const waiting: { at: number; message: Message }[] = [];
  const begun = world.clock;
  for (;;) {
    for (const message of world.queued.splice(0))
      waiting.push({ at: world.clock + (message.delay ?? 0) * 1_000_000, message });
    waiting.sort((one, other) => one.at - other.at);
    const next = waiting.shift();
    if (next === undefined) return (world.clock - begun) / 1_000_000;
    world.clock = instant(next.at);
    await deliver(world, next.message);
  }
}

describe('a job with a rate', () => {
  const world = worlds();

  test.each(cases.rates as unknown as [number, number][])(
    'over %i contacts, at most %i a second, takes as long as estimated',
    async (count, maxRate) => {
      await put(world(), many(count));
      const { data, workspace } = world();
      const work = { type: 'set_status', status: 'archived' } as const;
      const asked = {
        work,
        selection: { folder: 'active' },
        preview: true,
        maxRate,
        createdBy: 'token-1',
        now: NOW,
      } as const;
      const { uuid } = await submitJob(world(), workspace, asked);
      await drain(world());
      const ready = await jobOf(world(), uuid);
      await runJob(data, workspace, uuid, { token: ready.token ?? '', count, settings: {}, now: NOW });
      await continueJob(world(), workspace, ready);
      const seconds = await play(world());
      expect((await jobOf(world(), uuid)).status).toBe('completed');
      const alone = ready.estimate?.seconds ?? 0;
      const waited = (estimateAtRate(ready)?.seconds ?? 0) - alone;
      expect(Math.abs(waited - seconds)).toBeLessThanOrEqual(1);
    },
  );
});
