import { openClient } from '../support/api/client.ts';
import type { Stage } from '../support/api/stage.ts';
import { type Service, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';

/** A running service with any number of workspaces. */
export interface RunningStage extends Stage {
  readonly service: Service;
}

/** Starts the service; stop it afterwards. */
export async function openStage(): Promise<RunningStage> {
  const service = await startService();
  const newWorkspace = await openWorkspaces(service);
  return {
    service,
    url: service.url,
    open: async () => openClient(service, (await newWorkspace()).token),
    as: (token) => openClient(service, token),
    settle: () => service.idle(),
  };
}
