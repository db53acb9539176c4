import type { Instant } from '../instant.ts';
import type { Work, WorkType } from '../jobs/kinds/index.ts';
import type { DayRange, Selection } from '../jobs/selection.ts';
import type { Settings } from '../workspace.ts';
import { purgeStage } from './purge.ts';
import { flagStage } from './sweep.ts';

/** What a night does with contacts that have been quiet, or archived, for long. */
export interface Stage {
  /** The type of its jobs. Their kind says what happens to each contact. */
  readonly job: WorkType;
  /** Tonight's job; null when the workspace does not have the stage, or not yet. */
  tonight(settings: Settings, now: Instant): StageJob | null;
  /** Whether tonight's job is left out while an earlier one is open. */
  readonly alone: boolean;
  /** What is announced before the stage takes a contact; null for nothing. */
  readonly notice: Notice | null;
}

interface StageJob {
  readonly work: Work;
  readonly selection: Extract<Selection, { folder: unknown }>;
}

export interface Notice {
  readonly event: 'contacts.purge_due';
  readonly daysAhead: number;
  readonly folder: 'archived';
  /** Folder days of the contacts that must be announced tonight; null for none. */
  tonight(settings: Settings, now: Instant): DayRange | null;
  afterDays(settings: Settings): number;
}

/** In the order in which a contact may reach them. */
export const STAGES: readonly Stage[] = [flagStage, purgeStage];
