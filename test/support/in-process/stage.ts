import { afterAll, beforeAll } from 'vitest';
import type { Check } from '../checker/checker.ts';
import { engines, type RunningEngine, startEngine } from '../engines/engines.ts';
import { type InProcessStage, stageOf } from './clients.ts';
import { openInProcess } from './service.ts';

/**
 * The API in process for the tests of the surrounding `describe` or file, on its own engine, because an engine slows
 * down with every stream record. At the end all tables must be consistent, except for what tests break on purpose. Call
 * it within tests and hooks.
 */
export function onInProcessStage({ except }: { readonly except?: Check['except'] } = {}): () => InProcessStage {
  let running: RunningEngine;
  let stage: InProcessStage;
  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error('No DynamoDB engine: see infra/local/README.md.');
    running = await startEngine(engine);
    stage = stageOf(await openInProcess(running));
  });
  afterAll(async () => {
    try {
      await stage?.service.check(except);
    } finally {
      await running?.stop();
    }
  });
  return () => stage;
}
