import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { consumedSince, type Data } from '../../../../shared/data/dynamo/index.ts';
import type { TokenId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { RateScope } from '../../../../shared/domain/settings/rate-scopes.ts';
import type { Settings } from '../../../../shared/domain/workspace.ts';
import { ApiError } from '../../../../shared/lambda/http/errors.ts';
import { limitsMeter, throttle } from '../../../../shared/lambda/http/rate-limit.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

/** A time in 2033, because DynamoDB Local deletes items that have expired by the machine's clock. */
const NOW = 1_990_000_000;

describeOnEngines('a rate limit', (opened) => {
  let data: Data;
  beforeAll(() => {
    data = opened();
  });

  /** A workspace with its limits; every container sees the same tables. */
  function aWorkspace(apiRates: Settings['apiRates'] = {}) {
    const workspace = randomUUID() as string as WorkspaceId;
    const container = (): Data => ({ ...data });
    /** The outcome of one request: that it passes, or the error. */
    const ask = async (
      asked: Data,
      seconds = NOW,
      scope: RateScope = 'v2',
      rates = apiRates,
      maxApiRate = 1_000_000,
    ): Promise<true | ApiError> => {
      const settings = { apiRates: rates } as Settings;
      const assets = { settings, groups: new Map(), fields: new Map() };
      const caller = { kind: 'token', id: 'token' as TokenId, workspace, role: 'administrator', name: 'Eric' } as const;
      const now = instant(seconds * 1_000_000);
      try {
        await throttle(scope, {
          runtime: { data: asked, config: { maxApiRate } } as Parameters<typeof throttle>[1]['runtime'],
          caller,
          assets,
          now,
        });
        return true;
      } catch (error) {
        if (error instanceof ApiError) return error;
        throw error;
      }
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
      const start = data.meter.read();
      for (let n = 0; n < 500; n++) expect(await ask(one)).toBe(true);
      const consumed = consumedSince(data.meter, start);
      expect(consumed.writeUnits).toBe(10);
      expect(limitsMeter(one).read()).toEqual(consumed);
    });

    it('costs nothing while it refuses', async () => {
      const { container, ask } = aWorkspace({ v2: 1 });
      const one = container();
      await ask(one);
      await ask(one);
      const start = data.meter.read();
      expect(await ask(one)).toBeInstanceOf(ApiError);
      expect(consumedSince(data.meter, start)).toEqual({ readUnits: 0, writeUnits: 0 });
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
