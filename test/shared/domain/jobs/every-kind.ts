import type { FieldKey, FlowId, GroupId, ImportId, JobId } from '../../../../shared/domain/ids.ts';
import type { Work, WorkType } from '../../../../shared/domain/jobs/kinds/index.ts';
import { isDecision, type STEPS } from '../../../../shared/domain/jobs/steering.ts';
import type { Assets, Field, Group } from '../../../../shared/domain/workspace.ts';
import table from '../../../cases/domain/jobs/kinds.json' with { type: 'json' };
import { assets, NOW } from './samples.ts';

export const VIP = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
export const OTHER = '2b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
export const ENGLISH = '1b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
export const FLOW = 'f10a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as FlowId;
export const EARLIER = '01a20cff-7d00-765f-b4d7-4289e90e0000' as JobId;
export const FILES = 'i1' as ImportId;
export const AGE = 'age' as FieldKey;

const group = (uuid: GroupId, name: string, query: string | null): Group => ({
  ...{ uuid, name, query, status: 'ready', system: false, createdOn: NOW },
});
const field = (key: FieldKey, name: string): Field => ({
  ...{ key, name, type: 'text', featured: false, priority: 0, agentAccess: 'view', createdOn: NOW },
});
export const workspace: Assets = {
  ...assets(),
  groups: new Map(
    [group(VIP, 'VIP', null), group(OTHER, 'Other', null), group(ENGLISH, 'English', 'language = "eng"')].map((one) => [
      one.uuid,
      one,
    ]),
  ),
  fields: new Map([[AGE, field(AGE, 'Age')]]),
};

/** What each kind is, some of them by two works; `type` is its name for callers, `undo` why it is not undone. */
export interface KindCase {
  readonly work: Work;
  readonly type: string;
  readonly target: object;
  readonly undo: string | null;
  readonly [expected: string]: unknown;
}
export const CASES = table.kinds as unknown as readonly KindCase[];
/** The first of each kind. */
export const KINDS = [...Map.groupBy(CASES, ({ work }) => work.type).values()].flatMap(([first]) => first ?? []);

/** Who takes the steps of each kind. Others than `writers` have those that few may begin, or that are final. */
const steeredBy = (type: WorkType) => KINDS.find(({ work }) => work.type === type)?.['steered_by'];

/** `starter`: the editor who started the job; `editor`: any other. */
export const CALLERS = ['administrator', 'starter', 'editor', 'viewer'] as const;
export type JobCaller = (typeof CALLERS)[number];

/**
 * The promise: whether somebody may take a step of a kind. Editors pause everything, because a pause loses nothing;
 * nobody decides about their own job.
 */
export function mayTake(type: WorkType, step: (typeof STEPS)[number], caller: JobCaller): boolean {
  if (caller === 'viewer' || (caller === 'starter' && isDecision(step))) return false;
  if (caller === 'administrator' || step === 'pause') return true;
  return steeredBy(type) === 'writers' || steeredBy(type) === caller;
}
