import type { FlowId, GroupId } from '../ids.ts';

/** Percent of the selection, and contacts, that a stage takes in one night without a person's word. */
export const DEFAULT_BRAKE = { share: 5, contacts: 1_000 };
/** Percent of the selection that a stage takes in 30 days. */
export const DEFAULT_MONTH_SHARE = 20;
/** Percent of all people that steps of all policies stop, archive or delete in one night, or so many people. */
export const DEFAULT_NIGHT_SHARE = 5;
export const LEAST_A_NIGHT = 20;
export const DEFAULT_WAIT_DAYS = 35;

/** What a stage can do (stages.ts). */
export const STAGE_TYPES = ['flag', 'start_flow', 'add_to_group', 'tell', 'stop_sending', 'archive', 'delete'] as const;
export type StageType = (typeof STAGE_TYPES)[number];

/** A stage of a policy as it is stored: what it does, when it comes, and what it works with. */
export interface StageRule {
  readonly do: StageType;
  /** Its name within the policy, which marks of contacts hold. It is unique, and stays in later versions. */
  readonly key: string;
  /** So many whole days of the clock have passed. */
  readonly days?: number;
  /** So many days after the stage before. With both, the later time counts. */
  readonly after?: number;
  readonly flow?: FlowId;
  readonly group?: GroupId;
}
