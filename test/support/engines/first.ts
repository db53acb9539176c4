import { afterAll, beforeAll } from 'vitest';
import { engines, type RunningEngine, startEngine } from './engines.ts';

/** The engine that `npm start` uses, for the tests of a file or of a `describe`; returns a function that returns it. */
export function firstEngine(): () => RunningEngine {
  let running: RunningEngine;
  beforeAll(async () => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('No DynamoDB engine runs on this machine');
    running = await startEngine(engine);
  });
  afterAll(() => running?.stop());
  return () => running;
}
