import { afterAll, beforeAll, describe } from 'vitest';
import type { Data } from '../../../shared/data/dynamo/client.ts';
import { openTestData, type TestDataOptions } from './data.ts';
import { type Engine, engines, type RunningEngine, startEngine } from './engines.ts';

/**
 * A suite of tests on every engine of this machine. Each engine runs for this file alone, with empty tables.
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
      running = await startEngine(engine);
      opened = await openTestData(running, options);
    });
    afterAll(() => running?.stop());
    define(() => opened, engine);
  });
}
