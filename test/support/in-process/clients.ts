import { openApi } from '../api/api.ts';
import { type Client, openClient } from '../api/client.ts';
import type { Stage } from '../api/stage.ts';
import type { InProcess } from './service.ts';

export interface InProcessStage extends Stage {
  readonly service: InProcess;
  /** Every item of the client's workspace, after all background work of the requests so far is done. */
  itemsOf(client: Client): Promise<readonly object[]>;
}

/** The stage on which clients play against the API in process. */
export function stageOf(service: InProcess): InProcessStage {
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
