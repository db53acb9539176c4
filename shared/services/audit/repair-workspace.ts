import type { Logger } from '@aws-lambda-powertools/logger';
import { type Data, formProblem } from '../../data/dynamo/index.ts';
import { addRepairCounts, NO_REPAIRS, type RepairCounts, roundsInMemory } from '../../data/repair/index.ts';
import type { CountsDelta } from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { RoundFiles } from './auditing.ts';
import { auditOn } from './round.ts';

interface Repairing {
  readonly data: Data;
  /** Where it keeps what it notes, until it ends. */
  readonly files: RoundFiles;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  now(): Instant;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Tells the person about the progress. */
  say(line: string): void;
}

export interface RepairReport {
  /** Items of the table that were looked at. */
  readonly looked: number;
  /** Items that could not be looked at; the log names them. */
  readonly broken: number;
  readonly mended: RepairCounts;
  /** By how much each count was too high (negative: too low); null when they could not be counted. */
  readonly counts: CountsDelta | null;
}

const WAIT_MS = 10_000;
/** Then numbers of shards are read again, which may be raised meanwhile. */
const STEP_MICROS = 60_000_000;

/**
 * Repairs all derived data of a workspace, and counts anew: one round of what the audit does at night for all of them.
 * It begins when what is under way has ended, in two and a half minutes. Safe beside work, and to repeat.
 */
export async function repairWorkspace(repairing: Repairing, workspace: WorkspaceId): Promise<RepairReport> {
  const { data, now, wait, say } = repairing;
  let mended = NO_REPAIRS;
  const tell = (_: WorkspaceId, some: RepairCounts): void => {
    mended = addRepairCounts(mended, some);
    say(`mended ${JSON.stringify(mended)}`);
  };
  const round = { ...repairing, tell, rounds: roundsInMemory(), workspaces: async () => [workspace] };
  say(`repairing ${workspace}: waiting until what is under way has ended`);
  for (let broken = 0; ; await wait(WAIT_MS)) {
    // Addresses without owners, which a repair is for, are no obstacle.
    await formProblem(data);
    const done = await auditOn(round, instant(now() + STEP_MICROS));
    broken += done.broken;
    if (done.ended) return { looked: done.looked, broken, mended, counts: done.counted.get(workspace) ?? null };
  }
}
