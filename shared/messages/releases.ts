import type { VersionRecord } from '../domain/duty/release.ts';

/** A new version of a function, which is to take over. */
export interface NewVersion {
  readonly fn: string;
  readonly version: string;
}

/** The deployment of a release. Callers do not know whether it is CodeDeploy's or a test's. */
export interface Releases {
  /** The version that a deployment brings. */
  newVersionOf(deployment: string): Promise<NewVersion>;
  /** Calls the version, and no other; throws when it fails. */
  call(version: NewVersion, event: object): Promise<unknown>;
  /** Answers CodeDeploy's question whether traffic may begin. */
  answer(deployment: string, hook: string, mayBegin: boolean): Promise<void>;
  /** Ends the deployment, and has the earlier version take all traffic again. */
  goBack(deployment: string): Promise<void>;
  /** What the version did since a second. */
  recordOf(version: NewVersion, since: number): Promise<Omit<VersionRecord, 'answers'>>;
}
