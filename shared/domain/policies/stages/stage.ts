import type { Work } from '../../jobs/kinds/index.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import type { Assets } from '../../workspace.ts';
import type { Clock } from '../clock.ts';
import type { StageRule, StageType } from '../stage-rule.ts';

/** What a stage is checked within. */
export interface StagePlace {
  readonly rule: StageRule;
  readonly clock: Clock;
  /** The types of the stages before it, in order. */
  readonly before: readonly Pick<StageKind, 'type' | 'archives' | 'ends'>[];
  readonly assets: Assets;
}

/** All that is particular to one type of stage. What it does to a contact is a job of an existing kind. */
export interface StageKind<Type extends StageType = StageType> {
  readonly type: Type;
  /** What its body names besides the days. */
  readonly takes: 'flow' | 'group' | null;
  /** It tells the person, or those who will tell the person, that something comes. */
  readonly warns: boolean;
  /** It takes something away: it never comes unwarned without a wait. */
  readonly harms: boolean;
  /** Sending stops with it, which `sendable.json` heeds. */
  readonly stops: boolean;
  /** The contact is archived after it. */
  readonly archives: boolean;
  /** Nobody is left for a later stage. */
  readonly ends: boolean;
  /** Why a stage cannot stand there, or null. */
  refuse(place: StagePlace): Refusal | null;
  work(rule: StageRule): Work;
  /** What it does, in English, for lists and history. */
  words(rule: StageRule, names: Pick<Assets, 'groups'>): string;
  /** Units that one contact consumes, without its selection (docs/costs-and-limits.md). */
  readonly costs: { readonly readUnits: number; readonly writeUnits: number };
}

/** A stage that works with active contacts only. */
export const refuseInactive = ({ clock, before }: StagePlace): Refusal | null =>
  clock.of !== 'status' && !before.some(({ archives }) => archives) ? null : { code: 'stage_only_active' };
