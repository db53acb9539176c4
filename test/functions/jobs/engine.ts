import { beforeEach } from 'vitest';
import { openTestData } from '../../support/engines/data.ts';
import { firstEngine } from '../../support/engines/first.ts';
import { openWorld, type World } from './world.ts';

/** A new world for each test of a file, on the engine that `npm start` uses; returns a function that returns it. */
export function worlds(): () => World {
  const engine = firstEngine();
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await openTestData(engine()));
  });
  return () => world;
}
