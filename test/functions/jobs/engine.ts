import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openTestData } from '../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../support/engines/engines.ts';
import { openWorld, type World } from './world.ts';

/** A new world for each test of a file, on the engine that `npm start` uses; returns a function that returns it. */
export function worlds(): () => World {
  let running: RunningEngine;
  let world: World;
  beforeAll(async () => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('No DynamoDB engine runs on this machine');
    running = await startEngine(engine);
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    world = await openWorld(await openTestData(running));
  });
  return () => world;
}
