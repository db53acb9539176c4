/** The functions that workspaces share. */
export type SharedWorker =
  | 'files'
  | 'webhooks'
  | 'pull'
  | 'snapshots'
  | 'inbound'
  | 'select'
  | 'work'
  | 'project'
  | 'api';

/** What happens before the work of workspace B is done, its own included. */
export interface Wait {
  /** Times that a slot of the worker is taken: deliveries, calls, requests. */
  readonly turns: number;
  /** What those turns take, in the row's own unit. */
  readonly units: number;
}

/** One row: workspace A does its worst, and B waits for at most twice what it waits for alone. */
export interface Neighbour {
  readonly worker: SharedWorker;
  /** What A does, such as "a hundred files that need their whole budget". */
  readonly attack: string;
  /** What B wants, such as "an export". */
  readonly work: string;
  /** What `units` count, such as "seconds of calls". Never a clock's: a busy machine must not change them. */
  readonly unit: string;
  /** Does B's work on workspaces of its own, beside A's attack or alone. */
  wait(isAttacked: boolean): Promise<Wait>;
}

/** B waits for at most so many times what it waits for alone. */
export const BOUND = 2;
