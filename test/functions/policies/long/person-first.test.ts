/** Workers of policies that die, and people who act at the same time: everybody is taken once, and the person wins. */
import { BatchExecuteStatementCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { hourly } from '../../../../functions/lifecycle/lifecycle.ts';
import { changeContact, readContacts } from '../../../../shared/data/contacts/index.ts';
import { listJobs } from '../../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../../shared/data/workspace/index.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { worlds } from '../../jobs/engine.ts';
import { deliver, drain, dyingAt, many, NOW, put, through, type World } from '../../jobs/world.ts';
import { places as foldersAndStages, newPolicy, nights } from '../night.ts';

const world = worlds();

const PEOPLE = 4;
const STAGES = [
  { do: 'tell' as const, days: 90 },
  { do: 'stop_sending' as const, after: 1 },
  { do: 'archive' as const, after: 1 },
];

const change = async ({ data, workspace, clock: now }: World, uuid: ContactId, modifiers: readonly Modifier[]) => {
  const assets = await loadAssets(data, workspace);
  await changeContact(data, workspace, uuid, {}, (one, taken) =>
    apply(one, modifiers, assets, { now, change: { by: 'token-1', via: 'api' }, taken }),
  );
};

/** Without the flag of the workspace's own sweep, which is no matter here. */
const places = async (uuids: readonly ContactId[]) =>
  (await foldersAndStages(world(), uuids)).map((place) => place.replace('dormant', 'active'));

async function jobsOfPolicies() {
  const { jobs } = await listJobs(world().data, world().workspace, { limit: 50 });
  return jobs.filter(({ policy }) => policy !== undefined);
}

const versions = async (uuids: readonly ContactId[]) =>
  [...(await readContacts(world().data, world().workspace, uuids)).values()].map((one) => (one as Contact).version);

/** The hourly run of the next day; its messages wait. */
async function nextNight() {
  world().clock = addDays(world().clock, 1);
  await hourly(world());
}

describe('a worker of a policy that dies', () => {
  test.each(['before', 'after'] as const)('%s any of its writes takes everybody once', async (when) => {
    for (let write = 0; write < 10; write++) {
      const uuids = await put(world(), many(PEOPLE, { lastSeenOn: addDays(world().clock, -100) }));
      if (write === 0) await newPolicy(world(), { stages: STAGES.slice(0, 2) });
      // Whoever comes in late is looked for every seventh night.
      for (let night = 0; night < 7; night++) {
        await nextNight();
        for (let message = world().queued.shift(); message; message = world().queued.shift()) {
          const dead = await deliver(dyingAt(world(), write, when), message).then(
            () => false,
            () => true,
          );
          // SQS brings it again.
          if (dead) await deliver(world(), message);
        }
      }
      await nights(world(), 2);
      expect(new Set(await places(uuids))).toEqual(new Set(['active stop_sending']));
      // Two stages, and perhaps the flag of the workspace's own sweep, each in one version.
      const flagged = (await foldersAndStages(world(), uuids)).filter((place) => place.startsWith('dormant')).length;
      expect((await versions(uuids)).reduce((sum, version) => sum + version, 0)).toBe(3 * PEOPLE + flagged);
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
      const uuids = await put(world(), many(PEOPLE, { lastSeenOn: addDays(NOW, -100) }));
      const [person = '' as ContactId] = uuids;
      await newPolicy(world(), { stages: STAGES });
      await nights(world(), night);
      await nextNight();
      const before = (await places([person]))[0]?.split(' ')[1];
      let acted = 0;
      const racing = through(world(), async (command, pass) => {
        const writes = command instanceof BatchExecuteStatementCommand || command instanceof PutCommand;
        if (writes && JSON.stringify(command.input).includes(person) && acted++ === 0)
          await change(world(), person, act(world().clock));
        return pass();
      });
      for (let message = world().queued.shift(); message; message = world().queued.shift())
        await deliver(message.queue === 'work' ? racing : world(), message);
      await drain(world());
      expect(acted).toBeGreaterThan(0);
      const [own = '', ...others] = await places(uuids);
      expect(own).toBe(`${folder} ${before}`);
      expect(new Set(others)).toEqual(new Set([`${stage === 'archive' ? 'archived' : 'active'} ${stage}`]));
      const job = (await jobsOfPolicies()).find(({ policy }) => policy?.stage === stage);
      expect(job?.totals).toMatchObject({ changed: PEOPLE - 1, failed: {} });
    },
  );
});
