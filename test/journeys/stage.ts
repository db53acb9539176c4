import { type Service, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { type Client, openClient } from './client.ts';

/** A running service with any number of workspaces. */
export interface Stage {
  readonly service: Service;
  /** A client of a new workspace. */
  open(): Promise<Client>;
}

/** Starts the service; stop it afterwards. */
export async function openStage(): Promise<Stage> {
  const service = await startService();
  const newWorkspace = await openWorkspaces(service);
  return { service, open: async () => openClient(service, (await newWorkspace()).token) };
}
