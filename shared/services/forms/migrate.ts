/**
 * Brings tables of an earlier form up to date (ADR 068): one step after the other in every workspace, and then the
 * stamp. Nothing is answered meanwhile.
 */
import {
  type Data,
  FORMAT,
  FormError,
  formProblem,
  readStamp,
  stampNewTables,
  stampTables,
} from '../../data/dynamo/index.ts';
import { listWorkspaces } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

/** Makes the data of a workspace from the form before. It may be killed, run again, or run twice at once. */
export interface MigrationStep {
  readonly to: number;
  /** Returns how many items were changed. */
  run(data: Data, workspace: WorkspaceId, now: () => Instant): Promise<number>;
}

/** From each form to the next. Release 1.0 is the first one whose data is read, so its form has no step. */
const STEPS: readonly MigrationStep[] = [];

interface Migrating {
  readonly data: Data;
  now(): Instant;
  /** Tells the person about the progress. */
  say(line: string): void;
}

interface MigrationReport {
  readonly workspaces: number;
  readonly changed: number;
}

/** Throws FormError for tables of a later release, and an Error for those of a release before 1.0. */
export async function migrateTables({ data, now, say }: Migrating, all = STEPS): Promise<MigrationReport> {
  const problem = await formProblem(data);
  if (problem?.code === 'later_form') throw new FormError(problem);
  const workspaces = await listWorkspaces(data);
  let changed = 0;
  if (workspaces.length === 0) await stampEmpty(data, now());
  else if (problem?.code === 'earlier_form') {
    for (const step of stepsFrom(await earliestForm(data), all))
      for (const workspace of workspaces) {
        changed += await step.run(data, workspace, now);
        say(`${workspace}: form ${step.to}, changed ${changed} items so far`);
      }
    await stampTables(data, now());
  }
  return { workspaces: workspaces.length, changed };
}

async function stampEmpty(data: Data, now: Instant): Promise<void> {
  try {
    await stampNewTables(data, now);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new Error('One table has data, and the other one no workspace: they do not belong together.');
  }
}

/** 0 for a table without a stamp. */
async function earliestForm(data: Data): Promise<number> {
  const stamps = await Promise.all([readStamp(data, 'contacts'), readStamp(data, 'workspace')]);
  return Math.min(...stamps.map((stamp) => stamp?.format ?? 0));
}

function stepsFrom(form: number, all: readonly MigrationStep[]): readonly MigrationStep[] {
  const steps = all.filter(({ to }) => to > form);
  if (steps.length === FORMAT - form) return steps;
  throw new Error(
    'The tables hold data of a release before 1.0, which no release reads, or they do not belong together.',
  );
}
