import type { PeopleUnder } from '../../data/jobs/index.ts';
import type { PolicyRecord } from '../../data/workspace/index.ts';
import type { Day } from '../../domain/calendar/days.ts';
import type { JobId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { JobPolicy } from '../../domain/jobs/job.ts';
import type { NightStage, Policy } from '../../domain/policies/policy.ts';
import type { Silence } from '../../domain/policies/silence.ts';
import type { Actor, Assets } from '../../domain/workspace.ts';

/** What a night of a policy works with. */
export interface PolicyNightContext {
  readonly assets: Assets;
  readonly policy: PolicyRecord;
  readonly day: Day;
  readonly now: Instant;
  /** Whether the workspace has got another time zone since the last night. */
  readonly moved: boolean;
  /** Since when notes of contacts count. A shadow has none. */
  readonly epoch: Instant | null;
  /** How many people are under each policy. */
  readonly under: PeopleUnder;
  /** By what nobody is heard at present. */
  readonly silences: readonly Silence[];
}

/** What became of a stage in a night, and whether everybody who was due on that day has been given to a job. */
export interface StageDone {
  readonly kept: NightStage | null;
  readonly isThrough: boolean;
  /** The stage's last job, as long as it may matter to later nights. */
  readonly job?: JobId;
}

interface StageOfNight extends Pick<JobPolicy, 'stage' | 'most' | 'limits' | 'before'> {
  readonly checked: boolean;
}

/** By what a job of a stage is checked, told and braked. */
export const jobPolicyOf = (policy: Policy, { checked, ...stage }: StageOfNight): JobPolicy => ({
  uuid: policy.uuid,
  name: policy.name,
  version: policy.version,
  madeBy: (policy.versionBy ?? policy.createdBy) as Actor,
  by: (policy.begunBy ?? policy.createdBy) as Actor,
  ...(checked && { checked }),
  ...stage,
});
