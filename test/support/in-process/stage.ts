import { afterAll, beforeAll } from 'vitest';
import { openApi } from '../api/api.ts';
import { type Client, openClient } from '../api/client.ts';
import type { Stage } from '../api/stage.ts';
import { engines, type RunningEngine, startEngine } from '../engines/engines.ts';
import { type InProcess, openInProcess } from './service.ts';

export interface InProcessStage extends Stage {
  readonly service: InProcess;
  /** Every item of the client's workspace, after all background work of the requests so far is done. */
  itemsOf(client: Client): Promise<readonly object[]>;
}

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

function stageOf(service: InProcess): InProcessStage {
  const { url, settle, newWorkspace } = service;
  const as = (token: string) => openClient({ url, api: openApi(service, token) });
  return {
    service,
    url,
    settle,
    as,
    open: async () => as((await newWorkspace()).token),
    async itemsOf(client) {
      await settle();
      return service.itemsOf((await client.get('workspace.json')).uuid);
    },
  };
}
