import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Data, transact } from '../../../../shared/data/dynamo/index.ts';
import { countTaken, decidedItems, takeSeconds } from '../../../../shared/data/limits/index.ts';
import { keepSeat, leaveSeat, takeSeat } from '../../../../shared/data/limits/seats.ts';
import type { JobId, TokenId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { RateScope } from '../../../../shared/domain/settings/rate-scopes.ts';
import type { Settings } from '../../../../shared/domain/workspace.ts';
import { ApiError } from '../../../../shared/lambda/http/errors.ts';
import { limitsMeter, throttle } from '../../../../shared/lambda/http/rate-limit.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { at as timeAt } from '../../domain/contacts/world.ts';
import { costOf } from '../calls.ts';

/** A time in 2033, because DynamoDB Local deletes items that have expired by the machine's clock. */
const NOW = 1_990_000_000;

describeOnEngines('a rate limit', (data) => {
  /** A workspace with its limits; every container sees the same tables. */
  function aWorkspace(apiRates: Settings['apiRates'] = {}) {
    const workspace = randomUUID() as string as WorkspaceId;
    const container = (): Data => ({ ...data() });
    /** The outcome of one request: that it passes, or the error. */
    const ask = async (
      asked: Data,
      seconds = NOW,
      scope: RateScope = 'v2',
      rates = apiRates,
      maxApiRate = 1_000_000,
    ): Promise<true | ApiError> => {
      const assets = { settings: { apiRates: rates } as Settings, groups: new Map(), fields: new Map() };
      const caller = { kind: 'token', id: 'token' as TokenId, workspace, role: 'administrator', name: 'Eric' } as const;
      const runtime = { data: asked, config: { maxApiRate } } as Parameters<typeof throttle>[1]['runtime'];
      const now = instant(seconds * 1_000_000);
      return throttle(scope, { runtime, caller, assets, now }).then(
        () => true,
        (error: unknown) => (error instanceof ApiError ? error : Promise.reject(error)),
      );
    };
    return { container, ask };
  }

  describe('for one container', () => {
    it('of ten an hour lets ten pass, then says when the next may pass, and lets it pass then', async () => {
      const { container, ask } = aWorkspace({ v2: 10 });
      const one = container();
      for (let n = 0; n < 10; n++) expect(await ask(one, NOW + n)).toBe(true);
      const refusal = (await ask(one, NOW + 600.5)) as ApiError;
      expect(refusal).toMatchObject({ statusCode: 429, headers: { 'retry-after': '3009' } });
      expect(refusal.body).toEqual({ detail: { code: 'throttled', seconds: 3009 } });
      expect(await ask(one, NOW + 9 + 3_600)).toBe(true);
    });

    it('is 3,600 when the workspace has none of its own, and costs one write unit for 50 requests', async () => {
      const { container, ask } = aWorkspace();
      const one = container();
      const consumed = await costOf(data(), async () => {
        for (let n = 0; n < 500; n++) expect(await ask(one)).toBe(true);
      });
      expect(consumed.writeUnits).toBe(10);
      expect(limitsMeter(one).read()).toEqual(consumed);
    });

    it('costs nothing while it refuses', async () => {
      const { container, ask } = aWorkspace({ v2: 1 });
      const one = container();
      await ask(one);
      await ask(one);
      const refused = async () => expect(await ask(one)).toBeInstanceOf(ApiError);
      expect(await costOf(data(), refused)).toEqual({ readUnits: 0, writeUnits: 0 });
    });

    it('takes effect at once when it is changed, up or down', async () => {
      const { container, ask } = aWorkspace();
      const one = container();
      expect(await ask(one)).toBe(true);
      expect(await ask(one, NOW, 'v2', { v2: 1 })).toBeInstanceOf(ApiError);
      expect(await ask(one, NOW, 'v2', { v2: 2 })).toBe(true);
    });

    it('is never above what the deployment allows', async () => {
      const { container, ask } = aWorkspace({ v2: 1_000 });
      const one = container();
      expect(await ask(one, NOW, 'v2', { v2: 1_000 }, 1)).toBe(true);
      expect(await ask(one, NOW, 'v2', { v2: 1_000 }, 1)).toBeInstanceOf(ApiError);
    });

    it('of saving settings is one that no workspace can change', async () => {
      const { container, ask } = aWorkspace({ ...{ 'v2.settings': 1_000 }, v2: 1 });
      const one = container();
      for (let n = 0; n < 600; n++) expect(await ask(one, NOW, 'v2.settings')).toBe(true);
      expect(await ask(one, NOW, 'v2.settings')).toBeInstanceOf(ApiError);
    });

    it('counts each scope and each workspace separately', async () => {
      const [first, second] = [aWorkspace({ v2: 1 }), aWorkspace({ v2: 1 })];
      const one = first.container();
      expect(await first.ask(one)).toBe(true);
      expect(await first.ask(one)).toBeInstanceOf(ApiError);
      expect(await first.ask(one, NOW, 'v2.contacts')).toBe(true);
      expect(await second.ask(one)).toBe(true);
    });
  });

  describe('for many containers at once', () => {
    it('lets exactly ten of 40 pass when ten may', async () => {
      const { container, ask } = aWorkspace({ v2: 10 });
      const answers = await Promise.all(Array.from({ length: 40 }, () => ask(container())));
      expect(answers.filter((answer) => answer === true)).toHaveLength(10);
    });

    it('lets at most a tenth more pass, and not fewer', async () => {
      const { container, ask } = aWorkspace({ v2: 300 });
      const containers = Array.from({ length: 12 }, container);
      const passed = await Promise.all(
        containers.map(async (one) => {
          let count = 0;
          for (let n = 0; n < 60; n++) if ((await ask(one)) === true) count += 1;
          return count;
        }),
      );
      const sum = passed.reduce((total, count) => total + count, 0);
      expect(sum).toBeGreaterThanOrEqual(300);
      expect(sum).toBeLessThanOrEqual(330);
    });
  });
});

describeOnEngines('the seconds of dear requests', (data) => {
  const open = () => {
    const workspace = randomUUID() as string as WorkspaceId;
    return (asked: number, at: number) => takeSeconds(data(), workspace, asked, NOW + at);
  };

  it('are for one workspace, go four times as fast as the clock, and are told of when there is room again', async () => {
    const take = open();
    const other = open();
    expect(await take(60, 0)).toBe(0);
    expect(await take(8, 0)).toBe(1);
    expect(await other(8, 0)).toBe(0);
    expect(await take(8, 1)).toBe(0);
    expect(await take(1, 1)).toBe(0.25);
    expect(await take(64, 16)).toBe(1);
    expect(await take(64, 17)).toBe(0);
  });

  it('come back as far as they were not needed, and never more than there were', async () => {
    const take = open();
    expect(await take(64, 0)).toBe(0);
    expect(await take(-7, 0)).toBe(0);
    expect(await take(8, 0)).toBe(0.25);
    expect(await take(-100, 0)).toBe(0);
    expect(await take(65, 0)).toBe(0.25);
  });

  it('are exact when several ask at the same moment, by clocks that differ', async () => {
    const take = open();
    const taken = await Promise.all([0, 1, 0, 1].map((at) => take(20, at)));
    expect(taken.filter((wait) => wait === 0)).toHaveLength(3);
  });

  it('are not kept by a clock that was set back', async () => {
    const take = open();
    expect(await take(64, 3_600)).toBe(0);
    expect(await take(64, 0)).toBe(0);
  });
});

const at = (seconds: number) => instant((NOW + seconds) * 1_000_000);
const [JOB, OTHER] = ['job', 'other'] as JobId[] as [JobId, JobId];

describeOnEngines('the seat of a workspace at the files worker', (data) => {
  const open = () => {
    const workspace = randomUUID() as string as WorkspaceId;
    const take = (holder: string, seconds: number, job = JOB) =>
      takeSeat(data(), workspace, { holder, job, now: at(seconds) });
    return { workspace, take };
  };

  it('is for one delivery at a time, as long as that says that it lives', async () => {
    const { workspace, take } = open();
    expect(await take('a', 0)).toEqual({ deaths: 0 });
    expect(await take('b', 19)).toBeNull();
    expect(await keepSeat(data(), workspace, { holder: 'a', now: at(19) })).toBe(true);
    expect(await take('b', 38)).toBeNull();
    expect(await leaveSeat(data(), workspace, { holder: 'a' })).toBe(true);
    expect(await take('b', 38)).toEqual({ deaths: 0 });
  });

  it('goes to the next one when its holder died, who is counted for the same job only', async () => {
    const { workspace, take } = open();
    await take('a', 0);
    expect(await take('b', 21)).toEqual({ deaths: 1 });
    // The first one lives after all: it has lost its seat, and frees nobody's.
    expect(await keepSeat(data(), workspace, { holder: 'a', now: at(22) })).toBe(false);
    expect(await leaveSeat(data(), workspace, { holder: 'a' })).toBe(false);
    expect(await take('c', 42)).toEqual({ deaths: 2 });
    expect(await take('d', 63, OTHER)).toEqual({ deaths: 0 });
  });

  it('goes to one of several that ask at the same moment, and is not kept by a clock that was set back', async () => {
    const { take } = open();
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => take(holder, 1_000)));
    expect(taken.filter((one) => one !== null)).toEqual([{ deaths: 0 }]);
    expect(await take('e', 0)).toEqual({ deaths: 1 });
  });
});

describeOnEngines('what steps of policies take together', (data) => {
  const now = timeAt('2033-01-23T09:00:00Z');
  const day = 23_033;
  const night = { why: 'many_policies', of: 'all active', day, days: 1, most: 20 } as const;
  const month = { why: 'many_in_30_days', of: 'quiet', day, days: 30, most: 30 } as const;

  it('is counted up to a limit, and what a limit refuses does not count', async () => {
    const taking = { workspace: randomUUID() as string as WorkspaceId, limits: [night], now };
    expect(await countTaken(data(), taking, 15)).toBe(null);
    expect(await countTaken(data(), taking, 6)).toEqual({ why: 'many_policies', most: 20, taken: 21 });
    expect(await countTaken(data(), taking, 5)).toBe(null);
  });

  it('begins anew in 30 days when somebody decides, and not for the other policies of the same night', async () => {
    const taking = { workspace: randomUUID() as string as WorkspaceId, limits: [month, night], now };
    expect(await countTaken(data(), taking, 20)).toBe(null);
    expect(await countTaken(data(), { ...taking, limits: [month] }, 11)).toMatchObject({ why: 'many_in_30_days' });
    await transact(data(), [...decidedItems(taking)]);
    expect(await countTaken(data(), { ...taking, limits: [month] }, 11)).toBe(null);
    expect(await countTaken(data(), { ...taking, limits: [night] }, 1)).toMatchObject({ why: 'many_policies' });
  });
});
