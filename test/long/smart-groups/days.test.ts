import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import { exactCounts } from '../../support/api/census.ts';
import { contactOf, phone, sideBySide } from '../../support/api/client.ts';
import {
  client,
  create,
  createAged,
  createGroup,
  DAY,
  goTo,
  groupsOf,
  membersOf,
  onStage,
  START,
  some,
  stage,
} from './stage.ts';

onStage();

describe('Days counted back from today', () => {
  /** Read units of the hourly refresh, in all workspaces of this service. */
  async function turn(): Promise<number> {
    await stage.settle();
    const { meter } = stage.service.runtime.data;
    const start = meter.read();
    await stage.service.run('turn-groups');
    const { readUnits } = consumedSince(meter, start);
    await stage.settle();
    return readUnits;
  }

  /** People seen the given numbers of days ago. */
  async function createSeen(...days: number[]): Promise<string[]> {
    const uuids = await createAged(...days);
    await sideBySide([...days.entries()], ([n, ago]) => {
      const occurred_on = new Date(START - ago * DAY).toISOString();
      return client.post('events.json', { type: 'msg_received', urn: phone(n), text: 'Muraho', occurred_on });
    });
    return uuids;
  }

  beforeEach(() => goTo(0));

  // One refresh is for all workspaces: groups that a test left would cost units in the next test.
  afterEach(async () => {
    for (const { uuid } of await client.all('groups.json')) await client.ask('DELETE', `groups.json?uuid=${uuid}`);
    await stage.settle();
  });

  it('are refreshed with the clock: some join, some leave, no others move', async () => {
    const uuids = await createSeen(0, 6, 7, 8, 89, 90, 91);
    const never = await create({ name: 'Never seen' });
    const quiet = await createGroup('Quiet', 'last_seen_on < -90d OR last_seen_on = ""');
    const lately = await createGroup('Lately', 'last_seen_on >= -1w');
    expect(await membersOf(quiet)).toEqual([...some(uuids, 6), never].sort());
    expect(await membersOf(lately)).toEqual(some(uuids, 0, 1, 2));
    await turn();
    const before = await contactOf(client, uuids[4] ?? '');
    await goTo(1);
    await turn();
    expect(await membersOf(quiet)).toEqual([...some(uuids, 5, 6), never].sort());
    expect(await membersOf(lately)).toEqual(some(uuids, 0, 1));
    expect(await contactOf(client, uuids[4] ?? '')).toEqual(before);
    const jobs = (await client.all('jobs.json')).filter(({ type }) => type === 'refresh_groups');
    expect(jobs).toMatchObject([{ status: 'completed', changed: 2, failed: {} }]);
    // When a contact is seen, its groups are updated at once, without a refresh.
    await client.post('events.json', { type: 'msg_received', urn: phone(5), text: 'Muraho' });
    expect(await groupsOf(uuids[5] ?? '')).toEqual(['Lately']);
    await turn();
    expect(await membersOf(quiet)).toEqual([...some(uuids, 6), never].sort());
  });

  it('catch up on missed nights', async () => {
    const uuids = await createSeen(70, 83, 84, 88, 90);
    const quiet = await createGroup('Quiet', 'last_seen_on < -90d');
    expect(await membersOf(quiet)).toEqual([]);
    await goTo(7);
    await turn();
    expect(await membersOf(quiet)).toEqual(some(uuids, 2, 3, 4));
    await goTo(21);
    await turn();
    expect(await membersOf(quiet)).toEqual(some(uuids, 0, 1, 2, 3, 4));
  });

  it('cost 8 read units a group in a night when no contact moves, and nothing within a day', async () => {
    const GROUPS = 3;
    await createSeen(...Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? 3 : 200)));
    for (const days of [30, 60, 90]) await createGroup(`Quiet ${days}`, `last_seen_on < -${days}d`);
    await turn();
    await goTo(0.25);
    const withinTheDay = await turn();
    await goTo(1);
    const overnight = await turn();
    const others = (await client.all('jobs.json')).filter(({ type }) => type === 'refresh_groups');
    expect(others).toEqual([]);
    expect(overnight - withinTheDay).toBeGreaterThan(0);
    expect(overnight - withinTheDay).toBeLessThanOrEqual(8 * GROUPS);
    expect((await exactCounts(client)).folders).toMatchObject({ active: 60 });
  });
});
