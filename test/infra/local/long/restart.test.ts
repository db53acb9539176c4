import { afterEach, beforeEach, expect, test } from 'vitest';
import { availableEngines } from '../../../../infra/local/dynamodb/engine.ts';
import type { Settings } from '../../../../infra/local/settings.ts';
import { WAIT_LIMIT_MS } from '../../../support/wait-limit.ts';
import { type Fixture, forget, startFixture, testSettings } from '../fixtures/run.ts';

let settings: Settings;
let app: Fixture | null = null;

const start = async (): Promise<Fixture> => {
  app = await startFixture(settings);
  return app;
};

const idle = (one: Fixture) => one.local('GET', `idle?timeout=${WAIT_LIMIT_MS / 1000}`);

beforeEach(() => {
  settings = testSettings();
});

afterEach(async () => {
  await app?.stop();
  forget(settings);
});

test.each(availableEngines())(
  'a restart keeps items, the secret and the position in the stream (%s)',
  async (engine) => {
    settings = { ...settings, engine: { name: engine, endpoint: null } };
    const before = await start();
    await before.act('put', { items: [{ pk: 'kept' }] });
    await idle(before);
    const secret = await before.act('secret');
    await before.stop();

    const after = await start();
    expect(await after.items()).toEqual(['kept']);
    expect(await after.act('secret')).toEqual(secret);
    await after.act('put', { items: [{ pk: 'new' }] });
    await idle(after);
    expect(await after.counted('INSERT kept')).toBe(1);
    expect(await after.counted('INSERT new')).toBe(1);
  },
);

test.runIf(availableEngines().includes('dynoxide'))(
  'an engine that dies is started again, and nothing is lost',
  async () => {
    const { act, services, counted, local, said, items } = await start();
    await act('put', { items: [{ pk: 'one' }] });
    const { pid } = services.engine;
    if (pid === undefined) throw new Error('The engine has no process');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => items().catch(() => []), { timeout: WAIT_LIMIT_MS }).toEqual(['one']);
    await act('put', { items: [{ pk: 'two' }] });
    await local('GET', `idle?timeout=${WAIT_LIMIT_MS / 1000}`);
    expect(await items()).toEqual(['one', 'two']);
    expect(await counted('INSERT two')).toBe(1);
    expect(said.join()).toContain('is started again');
  },
);
