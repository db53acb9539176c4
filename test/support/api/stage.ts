import type { Client } from './client.ts';

/** The service, running or in this process, with any number of workspaces. */
export interface Stage {
  readonly url: string;
  /** A client of a new workspace, under its administrator's token. */
  open(): Promise<Client>;
  /** A client with another token. */
  as(token: string): Client;
  /** Resolves when all background work of the requests so far is done: jobs, counts, history. */
  settle(): Promise<void>;
}
