import { afterAll, beforeAll } from 'vitest';
import { engines, type RunningEngine, startEngine } from '../engines/engines.ts';
import { type InProcessStage, stageOf } from './clients.ts';
import { openInProcess } from './service.ts';

/**
 * The API in process for the tests of the surrounding `describe` or file, on an engine of its own: an engine slows down with
 * every record of a stream, which it never forgets. To be called within tests and hooks.
 */
export function onInProcessStage(): () => InProcessStage {
  let running: RunningEngine;
  let stage: InProcessStage;
  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error('No DynamoDB engine: see infra/local/README.md.');
    running = await startEngine(engine);
    stage = stageOf(await openInProcess(running));
  });
  afterAll(() => running?.stop());
  return () => stage;
}
