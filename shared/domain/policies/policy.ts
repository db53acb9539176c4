import type { Day } from '../calendar/days.ts';
import type { ContactId, GroupId, JobId, PolicyId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Clock } from './clock.ts';
import type { FieldRules } from './fields.ts';
import type { StageRule } from './stage-rule.ts';

/** `shadow`: nights are recorded, and nobody is touched. */
export const POLICY_STATES = ['shadow', 'on', 'off'] as const;
type PolicyState = (typeof POLICY_STATES)[number];

/** Whom a policy is for: everybody with its clock's status, if nothing else is said. */
export interface PolicySelection {
  /** Members of any of these. */
  readonly groups?: readonly GroupId[];
  /** In normal form. */
  readonly query?: string;
  /** Not for members of any of these. */
  readonly excludeGroups?: readonly GroupId[];
}

/** Who is never touched, so that others can be compared with them. */
interface ControlGroup {
  /** Percent of all contacts, by a hash of their uuid. */
  readonly share: number;
  readonly group?: GroupId;
}

/** A stage that would take more people than this takes nobody, and waits for a person. Null: no limit. */
export interface Brake {
  /** Percent of the people that the policy is over, in one night. */
  readonly share: number | null;
  readonly contacts: number | null;
  /** Percent of them in 30 days, since somebody decided last; absent in policies that were stored before. */
  readonly monthShare?: number | null;
}

/** What one version of a policy says. */
export interface PolicyRules extends FieldRules {
  readonly selection: PolicySelection;
  readonly clock: Clock;
  readonly stages: readonly StageRule[];
  readonly brake: Brake;
  readonly control: ControlGroup;
}

/** Whoever made something: a person or a token, by the name of that time. */
interface Maker {
  readonly id: string;
  readonly name: string;
}

export interface Policy {
  readonly uuid: PolicyId;
  readonly name: string;
  /** Lower numbers first: a contact is in the first policy that takes it. */
  readonly position: number;
  readonly state: PolicyState;
  /** From 1. */
  readonly version: number;
  /** Counts every change: of its name, place, state or rules. */
  readonly revision: number;
  /** When this version began, or the policy was last switched on; days of waiting count from here. */
  readonly begunOn: Instant;
  /** Who made this version; absent: whoever made the policy. */
  readonly versionBy?: Maker;
  /** Who made it begin then; absent: whoever made the policy. */
  readonly begunBy?: Maker;
  /** The first day on which it acts, since its rules protect people less than before. */
  readonly actsFrom?: Day;
  /** Its version when it was on last, while it is not: switched on again, its rules are compared with those. */
  readonly onVersion?: number;
  /** A change that protects people less, until another administrator asks for the same. */
  readonly proposed?: ProposedRules | null;
  readonly rules: PolicyRules;
  readonly createdOn: Instant;
  readonly createdBy: Maker;
}

export interface ProposedRules {
  readonly rules: PolicyRules;
  readonly by: Maker;
  readonly on: Instant;
}

/** Rules as a policy that is on and stored nowhere, to be tried; `before`: the one that they would change. */
export const draftOf = (rules: PolicyRules, before: Policy | null, by: Maker, now: Instant): Policy => ({
  uuid: before?.uuid ?? ('00000000-0000-4000-8000-000000000000' as PolicyId),
  name: before?.name ?? '',
  position: before?.position ?? Number.MAX_SAFE_INTEGER,
  state: 'on',
  version: (before?.version ?? 0) + 1,
  revision: (before?.revision ?? 0) + 1,
  begunOn: now,
  rules,
  createdOn: now,
  createdBy: by,
});

/** The policy that a job works for; null once it is off or deleted, or has other rules: then the job takes nobody. */
export const policyInForce = (
  job: { readonly uuid: PolicyId; readonly version: number; readonly stage: string },
  policies: readonly Policy[],
): Policy | null =>
  policies.find(({ uuid, state, version, rules }) => {
    const isSame = uuid === job.uuid && version === job.version;
    return isSame && state === 'on' && rules.stages.some(({ key }) => key === job.stage);
  }) ?? null;

/** A version of a policy as it was. */
export interface PolicyVersion {
  readonly policy: PolicyId;
  readonly version: number;
  readonly rules: PolicyRules;
  readonly on: Instant;
  readonly by: Maker;
}

/** How far the nights of a policy are. A new version, and switching on, begin anew. */
export interface PolicyProgress {
  /** The day of the last night. */
  readonly night?: Day;
  /** By stage: everybody who was due on that day has been given to a job. */
  readonly through?: Readonly<Record<string, Day>>;
  /** By stage: its last job. */
  readonly jobs?: Readonly<Record<string, JobId>>;
  /** The time zone by which its days were counted. */
  readonly timezone?: string;
}

/**
 * What a shadow's number says of the night that would be the first, if the policy were switched on now.
 * - `same`: as many would be taken.
 * - `overdue`: more, since everybody who came to their day before is taken as well.
 * - `later`: nobody, since everybody begins with the first stage.
 * - `waits`: nobody, since nobody is told before, and `wait_days` begin.
 */
export const FIRST_NIGHTS = ['same', 'overdue', 'later', 'waits'] as const;
export type FirstNight = (typeof FIRST_NIGHTS)[number];

/** What a stage did in a night, or would have done. */
export interface NightStage {
  readonly stage: string;
  readonly job?: JobId;
  /** Nothing was done, because an earlier job of the stage is open or waits for a person, or nobody was heard. */
  readonly waits?: true;
  /** In shadow: how many contacts it would have taken, and some of them. */
  readonly contacts?: number;
  readonly sample?: readonly ContactId[];
  /** In shadow: more contacts came to their day than one night looks at, so the number is an estimate. */
  readonly estimated?: true;
}

/** What a night kept. */
export interface PolicyNight {
  readonly day: Day;
  readonly version: number;
  readonly state: PolicyState;
  readonly stages: readonly NightStage[];
}

export const MOST_POLICIES = 20;
export const MOST_STAGES = 8;
