import type { FieldKey, FlowId, GroupId, ImportId, JobId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Work, WorkType } from '../../../../shared/domain/jobs/kinds/index.ts';
import { isDecision, type STEPS } from '../../../../shared/domain/jobs/steering.ts';
import type { Assets, Field, Group } from '../../../../shared/domain/workspace.ts';
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

/** One work of each kind: its name for callers, what it gives or takes, and why it is not undone. */
export const KINDS: readonly (readonly [Work, type: string, target: object, refuseUndo: string | null])[] = [
  [
    { type: 'start', flow: FLOW, restartParticipants: true, excludeActive: false },
    ...(['flow_start', { flow: FLOW }, null] as const),
  ],
  [{ type: 'add_to_group', group: VIP }, 'add_to_group', { group: VIP }, null],
  [{ type: 'remove_from_group', group: VIP }, 'remove_from_group', { group: VIP }, null],
  [{ type: 'move_to_group', group: VIP, from: OTHER }, 'move_to_group', { group: VIP, from: OTHER }, null],
  [{ type: 'set_field', field: AGE }, 'set_field', { field: AGE }, null],
  [{ type: 'set_language', language: 'fra' }, 'set_language', { language: 'fra' }, null],
  [{ type: 'delete' }, 'delete', {}, 'undo_deletion'],
  [{ type: 'set_status', status: 'archived' }, 'set_status', { status: 'archived' }, null],
  [{ type: 'flag_dormant', days: 90, notSeenSince: instant(0) }, 'flag_dormant', { days: 90 }, null],
  [{ type: 'clear_group', group: VIP }, 'clear_group', { group: VIP }, 'undo_group_gone'],
  [{ type: 'populate_group', group: ENGLISH }, 'populate_group', { group: ENGLISH }, 'undo_smart_group'],
  [{ type: 'purge_archived', days: 30 }, 'purge_archived', { days: 30 }, 'undo_deletion'],
  [{ type: 'policy_stage' }, 'policy_stage', {}, null],
  [{ type: 'turn_groups' }, 'refresh_groups', {}, 'undo_smart_group'],
  [{ type: 'repair_groups', readings: 2 }, 'repair', {}, 'undo_smart_group'],
  [{ type: 'import', import: FILES }, 'import', {}, null],
  [{ type: 'export', format: 'csv', columns: null }, 'export', { format: 'csv' }, 'undo_export'],
  [{ type: 'undo', job: EARLIER, of: 'import', from: NOW, to: NOW }, 'undo', { job: EARLIER }, null],
  [{ type: 'unknown', stored: 'from_tomorrow' }, 'from_tomorrow', {}, 'undo_unknown'],
];

/** Who takes the steps of each kind. Others than `writers` have those that few may begin, or that are final. */
export const STEERED_BY: Readonly<Record<WorkType, 'writers' | 'starter' | 'administrators'>> = {
  start: 'writers',
  add_to_group: 'writers',
  remove_from_group: 'writers',
  move_to_group: 'writers',
  set_field: 'writers',
  set_language: 'writers',
  set_status: 'writers',
  export: 'writers',
  clear_group: 'writers',
  populate_group: 'writers',
  turn_groups: 'writers',
  delete: 'starter',
  undo: 'starter',
  flag_dormant: 'administrators',
  import: 'administrators',
  policy_stage: 'administrators',
  purge_archived: 'administrators',
  repair_groups: 'administrators',
  unknown: 'administrators',
};

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
  return STEERED_BY[type] === 'writers' || STEERED_BY[type] === caller;
}
