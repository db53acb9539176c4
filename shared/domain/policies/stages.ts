import type { BusType } from '../bus-types.ts';
import type { FlowId, GroupId } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Assets } from '../workspace.ts';
import type { Clock } from './clock.ts';
import type { StageRule, StageType } from './stage-rule.ts';

/** What a stage is checked within. */
export interface StagePlace {
  readonly rule: StageRule;
  readonly clock: Clock;
  /** The types of the stages before it, in order. */
  readonly before: readonly Pick<StageKind, 'archives' | 'ends'>[];
  readonly assets: Assets;
}

/** The work of the job that carries a stage out. */
type StageWork =
  | { readonly type: 'policy_stage'; readonly flags?: true }
  | { readonly type: 'start'; readonly flow: FlowId; readonly restartParticipants: true; readonly excludeActive: false }
  | { readonly type: 'add_to_group'; readonly group: GroupId }
  | { readonly type: 'set_status'; readonly status: 'archived' }
  | { readonly type: 'delete' };

/** All that is particular to one type of stage. What it does to a contact is a job of an existing kind. */
interface StageKind {
  /** What its body names besides the days. */
  readonly takes?: 'flow' | 'group';
  /** It tells the person, or those who will tell the person, that something comes. */
  readonly warns?: true;
  /** It warns by this event only, so it warns nobody while nothing takes that. */
  readonly tells?: BusType;
  /** It takes something away: it never comes unwarned without a wait. Sending stops with it (`sendable.json`). */
  readonly harms?: true;
  /** The contact is archived after it. */
  readonly archives?: true;
  /** Nobody is left for a later stage. */
  readonly ends?: true;
  /** Why a stage cannot stand there, or null. */
  refuse(place: StagePlace): Refusal | null;
  work(rule: StageRule): StageWork;
  /** What it does, in English, for lists and history. */
  words(rule: StageRule, names: Pick<Assets, 'groups'>): string;
  /** Units that one contact consumes, without its selection (docs/costs-and-limits.md). */
  readonly costs: { readonly readUnits: number; readonly writeUnits: number };
}

/** A stage that works with active contacts only. */
const refuseInactive = ({ clock, before }: StagePlace): Refusal | null =>
  clock.of !== 'status' && !before.some(({ archives }) => archives) ? null : { code: 'stage_only_active' };

const isArchived = ({ clock, before }: StagePlace): boolean =>
  (clock.of === 'status' && clock.status === 'archived') || before.some(({ archives }) => archives);

const STAGES: Readonly<Record<StageType, StageKind>> = {
  /** Flags contacts as dormant. Any sign of life takes the flag off. */
  flag: {
    refuse(place) {
      const problem = refuseInactive(place);
      if (problem !== null) return problem;
      if (place.clock.of !== 'last_seen') return { code: 'flag_by_last_seen' };
      // The workspace's own sweep takes the flag off whoever was seen within its days.
      const { dormancyDays: days } = place.assets.settings;
      return (place.rule.days ?? 0) < days ? { code: 'flag_before_sweep', days } : null;
    },
    work: () => ({ type: 'policy_stage', flags: true }),
    words: () => 'flag as dormant',
    costs: { readUnits: 1, writeUnits: 6 },
  },
  /** Sends contacts through a flow, such as a last question. Who opted out is not active, and gets no notice. */
  start_flow: {
    takes: 'flow',
    warns: true,
    refuse: refuseInactive,
    work: ({ flow }) => ({ type: 'start', flow: flow as FlowId, restartParticipants: true, excludeActive: false }),
    words: ({ flow }) => `start flow ${flow}`,
    costs: { readUnits: 1, writeUnits: 8 },
  },
  /** Adds contacts to a static group, by which other programs know whom to write to. */
  add_to_group: {
    takes: 'group',
    warns: true,
    /** A query decides about a smart group, so nobody would be added, and yet count as told. */
    refuse(place) {
      const group = place.assets.groups.get(place.rule.group as GroupId);
      if (group !== undefined && group.query !== null) return { code: 'query_based', reference: group.name };
      return refuseInactive(place);
    },
    work: ({ group }) => ({ type: 'add_to_group', group: group as GroupId }),
    words: ({ group }, { groups }) => `add to group ${groups.get(group as GroupId)?.name ?? group}`,
    costs: { readUnits: 1, writeUnits: 7 },
  },
  /** Puts each contact on the bus and sends it to webhooks, so that other programs write to it. */
  tell: {
    warns: true,
    tells: 'contact.changed',
    refuse: refuseInactive,
    work: () => ({ type: 'policy_stage' }),
    words: () => 'tell other programs',
    costs: { readUnits: 1, writeUnits: 6 },
  },
  /** Contacts count as not sendable until a sign of life. It is no opt-out, and lifts none. */
  stop_sending: {
    harms: true,
    refuse: refuseInactive,
    work: () => ({ type: 'policy_stage' }),
    words: () => 'stop sending',
    costs: { readUnits: 1, writeUnits: 6 },
  },
  /** Archives contacts. An opt-out stays with them. */
  archive: {
    harms: true,
    archives: true,
    refuse: (place) => (isArchived(place) ? { code: 'stage_archived_before' } : null),
    work: () => ({ type: 'set_status', status: 'archived' }),
    words: () => 'archive',
    costs: { readUnits: 1, writeUnits: 8 },
  },
  /** Deletes for good, with the erasure ledger and all protections of deletion. An opt-out stays remembered. */
  delete: {
    harms: true,
    ends: true,
    refuse: (place) =>
      isArchived(place) || place.assets.settings.deleteAnyStatus ? null : { code: 'stage_delete_archived' },
    work: () => ({ type: 'delete' }),
    words: () => 'delete for good',
    costs: { readUnits: 4, writeUnits: 20 },
  },
};

/** The type of a stored stage. One of a later release throws, so that no night guesses what it means. */
export function stageOf({ do: type }: Pick<StageRule, 'do'>): StageKind {
  if (!Object.hasOwn(STAGES, type)) throw new TypeError(`Unknown stage: ${type}`);
  return STAGES[type];
}
