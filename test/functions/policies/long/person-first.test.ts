/** Nights and workers of policies that die, and people who act meanwhile: each is taken once, and the person wins. */
import { BatchExecuteStatementCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { hourly } from '../../../../functions/lifecycle/lifecycle.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { dyingAt, through } from '../../engine/deaths.ts';
import { many, NOW, type World, worlds } from '../../engine/world.ts';
import { modify } from '../../groups/api.ts';
import { places as foldersAndStages, newPolicy, nights, policyJobs } from '../night.ts';

const world = worlds();

const PEOPLE = 4;
const STAGES = [
  { do: 'tell' as const, days: 90 },
  { do: 'stop_sending' as const, after: 1 },
  { do: 'archive' as const, after: 1 },
];

/** Without the flag of the workspace's own sweep, which is no matter here. */
const places = async (uuids: readonly ContactId[]) =>
  (await foldersAndStages(world(), uuids)).map((place) => place.replace('dormant', 'active'));

const jobsOfPolicies = async () => (await world().jobs()).filter(({ policy }) => policy !== undefined);

/** How often the contacts were changed altogether. */
const versions = async (uuids: readonly ContactId[]) =>
  [...(await world().read(uuids)).values()].reduce((sum, one) => sum + (one as Contact).version, 0);

/** The hourly run of the next day; its messages wait. */
async function nextNight() {
  world().pass(86_400);
  await hourly(world());
}

describe('a worker of a policy that dies', () => {
  test.each(['before', 'after'] as const)('%s any of its writes takes everybody once', async (when) => {
    for (let write = 0; write < 10; write++) {
      const uuids = await world().put(many(PEOPLE, { lastSeenOn: addDays(world().clock, -100) }));
      if (write === 0) await newPolicy(world(), { stages: STAGES.slice(0, 2) });
      // Whoever comes in late is looked for every seventh night.
      for (let night = 0; night < 7; night++) {
        await nextNight();
        for (let message = world().queued.shift(); message; message = world().queued.shift()) {
          // SQS brings it again.
          const again = () => world().deliver(message);
          await dyingAt(world(), write, when).deliver(message).catch(again);
        }
      }
      await nights(world(), 2);
      expect(new Set(await places(uuids))).toEqual(new Set(['active stop_sending']));
      // Two stages, and perhaps the flag of the workspace's own sweep, each in one version.
      const flagged = (await foldersAndStages(world(), uuids)).filter((place) => place.startsWith('dormant')).length;
      expect(await versions(uuids)).toBe(3 * PEOPLE + flagged);
    }
    for (const { status, total, totals } of await jobsOfPolicies()) {
      const skipped = Object.values(totals.skipped).reduce((sum, one) => sum + one, 0);
      expect([status, totals.changed + totals.unchanged + skipped]).toEqual(['completed', total]);
    }
  });
});

describe('a person who acts between the reading and the writing of a worker', () => {
  const acts: readonly (readonly [string, (now: World['clock']) => readonly Modifier[], string])[] = [
    ['writes', (now) => [{ type: 'seen', seenOn: now }], 'active'],
    ['opts out', (now) => [{ type: 'word', says: 'out', on: now, word: 'stop' }], 'stopped'],
    ['is held', () => [{ type: 'hold', hold: { by: 'token-1', reason: null } }], 'active'],
  ];
  const stages = STAGES.map(({ do: stage }, night) => [stage, night] as const);

  test.each(stages.flatMap(([stage, night]) => acts.map((act) => [stage, night, ...act] as const)))(
    'is not taken by %s in night %d when the person %s',
    async (stage, night, _, act, folder) => {
      const uuids = await world().put(many(PEOPLE, { lastSeenOn: addDays(NOW, -100) }));
      const [person] = uuids;
      await newPolicy(world(), { stages: STAGES });
      await nights(world(), night);
      await nextNight();
      const before = (await places([person]))[0]?.split(' ')[1];
      let acted = 0;
      const racing = through(world(), async (command, pass) => {
        const writes = command instanceof BatchExecuteStatementCommand || command instanceof PutCommand;
        if (writes && JSON.stringify(command.input).includes(person) && acted++ === 0)
          await modify(world(), person, act(world().clock));
        return pass();
      });
      for (let message = world().queued.shift(); message; message = world().queued.shift())
        await (message.queue === 'work' ? racing : world()).deliver(message);
      await world().drain();
      expect(acted).toBeGreaterThan(0);
      const [own = '', ...others] = await places(uuids);
      expect(own).toBe(`${folder} ${before}`);
      expect(new Set(others)).toEqual(new Set([`${stage === 'archive' ? 'archived' : 'active'} ${stage}`]));
      const job = (await jobsOfPolicies()).find(({ policy }) => policy?.stage === stage);
      expect(job?.totals).toMatchObject({ changed: PEOPLE - 1, failed: {} });
    },
  );
});

describe('a night that dies', () => {
  test('at the sweep still begins the nights of policies, and says that it failed', async () => {
    await world().put(many(3, { lastSeenOn: addDays(world().clock, -100) }));
    await newPolicy(world(), { hour: 0, stages: [{ do: 'tell', days: 30 }] });
    world().clock = instant(Date.parse('2026-11-26T00:05:00Z') * 1_000);
    const { queues } = world();
    let sent = 0;
    const failing: typeof queues = {
      send: (...call) => (sent++ === 0 ? Promise.reject(new Error('lost')) : queues.send(...call)),
    };
    await expect(hourly({ ...world(), queues: failing })).rejects.toThrow('1 workspaces failed');
    await world().drain();
    expect(await policyJobs(world())).toEqual(['2026-11-26 tell completed 3']);
  });

  test.each(['before', 'after'] as const)(
    '%s any of its writes takes everybody once, with the next hour',
    async (when) => {
      for (let write = 0; write < 8; write++) {
        const uuids = await world().put(many(3, { lastSeenOn: addDays(world().clock, -100) }));
        if (write === 0) await newPolicy(world(), { hour: 0, stages: [{ do: 'tell', days: 90 }] });
        world().pass(86_400);
        // The world's queues and clock are those of the dying one.
        await hourly(dyingAt(world(), write, when)).catch(() => undefined);
        for (let hour = 0; hour < 2; hour++) {
          world().pass(3_600);
          await hourly(world());
          await world().drain();
        }
        // Whoever came in late is looked for every seventh night.
        await nights(world(), 7);
        const found = await foldersAndStages(world(), uuids);
        expect(found.every((place) => place.endsWith(' tell'))).toBe(true);
        // A second version is the dormancy flag of the workspace's own sweep.
        const flagged = found.filter((place) => place === 'dormant tell').length;
        expect(await versions(uuids)).toBe(3 * 2 + flagged);
      }
    },
  );
});
