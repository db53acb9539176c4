import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Data } from '../../../shared/data/dynamo/client.ts';
import { closeTestData, openTestData, type TestDataOptions } from './data.ts';
import { type Engine, engines, joinEngine, type RunningEngine, startEngine } from './engines.ts';

/**
 * A suite of tests on every engine of this machine, with empty tables of this file's own.
 * `data()` is to be called within tests and hooks.
 */
export function describeOnEngines(
  subject: string,
  define: (data: () => Data, engine: Engine) => void,
  options: TestDataOptions & { readonly only?: (engine: Engine) => boolean } = {},
): void {
  describe.each(engines.filter(options.only ?? (() => true)))(`${subject} on $name`, (engine) => {
    let running: RunningEngine;
    let opened: Data;
    beforeAll(async () => {
      running = await run(engine);
      opened = await openTestData(running, options);
    });
    afterAll(async () => {
      try {
        if (opened) await closeTestData(running, opened);
      } finally {
        await running?.stop();
      }
    });
    define(() => opened, engine);
  });
}

/** The engine that files share (shared.ts), or one for this file alone. */
function run(engine: Engine): Promise<RunningEngine> {
  const endpoint = inject('sharedEngines')?.[engine.name];
  return endpoint === undefined ? startEngine(engine) : joinEngine(engine, endpoint);
}
