/**
 * A repair: one round through the table of contacts, in steps. It scans the table once, notes what items say of each
 * other (notes.ts), and compares both sides in the end (ADR 022). The nightly audit repairs all workspaces, a command
 * one of them.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { BusyError, type Data } from '../../data/dynamo/index.ts';
import type { AuditRound, AuditSource, RepairCounts, Rounds } from '../../data/repair/index.ts';
import type { CountsDelta } from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { dayOf, type Instant } from '../../domain/instant.ts';
import { type AuditedWorkspace, type Auditing, type RoundFiles, recentAssets } from './auditing.ts';
import { compareGroup, groupsFor } from './compare.ts';
import { beginRecounts, checkStream, endRecounts } from './counts.ts';
import { LostNotesError, openNotes } from './note-files.ts';
import { Repairs } from './repairs.ts';
import { scanTable } from './scan.ts';
import { noteWhatIsTold } from './told.ts';

interface AuditRuntime {
  readonly data: Data;
  readonly files: RoundFiles;
  readonly rounds: Rounds;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  now(): Instant;
  /** The workspaces that a round which begins is for. */
  workspaces(): Promise<readonly WorkspaceId[]>;
  /** Is told what was mended, some at a time, even when the run then fails; what is told once is not told again. */
  tell(workspace: WorkspaceId, mended: RepairCounts): void;
}

interface Audited {
  /** Items that the round has looked at so far. */
  readonly looked: number;
  readonly ended: boolean;
  /** Items, or parts of the work, that failed. */
  readonly broken: number;
  readonly mended: ReadonlyMap<WorkspaceId, RepairCounts>;
  /** By how much counts that were counted anew were too high (negative: too low). */
  readonly counted: ReadonlyMap<WorkspaceId, CountsDelta>;
}

/** A table of fewer items, some 50,000 contacts, is audited every night, for up to 5 cents a month. */
const NIGHTLY_ITEMS = 200_000;
const ROUND_DAYS = 7;
const MINUTE = 60_000_000;
const DAY = 86_400_000_000;
/** After that, contacts are as they were at the cut of the recounts, or the stream knows (recount.ts). */
const SETTLED_MICROS = 2.5 * MINUTE;
/** How long a round waits for a stream that is behind. */
const PATIENCE_MICROS = 15 * MINUTE;

/** Goes on with the round until it ends or `now` reaches `until`; begins one when it is due. */
export async function auditOn(runtime: AuditRuntime, until: Instant): Promise<Audited> {
  const { rounds, now } = runtime;
  const repairs = new Repairs(runtime);
  let round = await rounds.readRound();
  if (round === null || round.phase === null) {
    if (round !== null && !isDue(round, now())) return { looked: 0, ended: true, ...repairs };
    round = await begin(runtime, repairs, round);
  }
  if (round !== null && now() >= round.begun + SETTLED_MICROS) round = await goOn(runtime, repairs, round, until);
  return { looked: round?.looked ?? 0, ended: round?.phase === null, ...repairs };
}

/** By days, as the hour of a night's first run varies. */
function isDue({ begun, looked }: AuditRound, now: Instant): boolean {
  const days = Date.parse(dayOf(now)) - Date.parse(dayOf(begun));
  return days * 1_000 >= (looked < NIGHTLY_ITEMS ? 1 : ROUND_DAYS) * DAY;
}

const folderOf = (id: string): string => `audit/${id}/`;
const listOf = (id: string): string => `${folderOf(id)}workspaces.json`;

/** Null when another run has begun one. */
async function begin(
  { data, files, rounds, now, workspaces: list }: AuditRuntime,
  repairs: Repairs,
  last: AuditRound | null,
): Promise<AuditRound | null> {
  const id = randomUUID();
  const workspaces = await beginRecounts(data, repairs, await list(), now());
  await files.write(listOf(id), JSON.stringify(workspaces));
  const round: AuditRound = { id, step: last?.step ?? 0, begun: now(), looked: 0, phase: 'scan' };
  return saved(rounds, round);
}

async function saved(rounds: Rounds, round: AuditRound): Promise<AuditRound | null> {
  return (await rounds.saveRound(round)) ? { ...round, step: round.step + 1 } : null;
}

async function goOn(
  { data, files, rounds, now, logger }: AuditRuntime,
  repairs: Repairs,
  from: AuditRound,
  until: Instant,
): Promise<AuditRound | null> {
  const folder = folderOf(from.id);
  let round: AuditRound | null = from;
  try {
    const list = await files.read(listOf(from.id));
    if (list === null) throw new LostNotesError(`The list of the round ${from.id} is gone.`);
    const workspaces: readonly AuditedWorkspace[] = JSON.parse(list.toString());
    const assetsOf = recentAssets(data, now);
    const run = { data, files, rounds, now, until, repairs, folder, round: from.id, workspaces, assetsOf };
    const auditing: Auditing = { ...run, readNotes: openNotes(files) };
    while (round !== null && round.phase !== null && now() < until) {
      const next: AuditRound | null = await step(auditing, round);
      if (next === null) break;
      round = await saved(rounds, next);
    }
    if (round?.phase === null) await files.removeAll(folder);
  } catch (error) {
    if (error instanceof BusyError) logger.warn('the audit waits', { error });
    else if (!(error instanceof LostNotesError)) throw error;
    else {
      logger.error('the audit begins anew', error);
      round = await saved(rounds, { ...from, phase: null, looked: 0 });
    }
  }
  return round;
}

/** The round after one step; null when it has to wait, or time is over. */
async function step(auditing: Auditing, round: AuditRound): Promise<AuditRound | null> {
  const { rounds, folder, now } = auditing;
  const sources = await rounds.readSources(round.id);
  switch (round.phase) {
    case 'scan': {
      const ended = await scanTable(auditing, sources);
      return ended ? { ...round, phase: 'told', scanned: now() } : null;
    }
    case 'told': {
      const isLast = now() >= (round.scanned ?? round.begun) + PATIENCE_MICROS;
      if (!(await checkStream(auditing, isLast)) || !(await noteWhatIsTold(auditing, sources))) return null;
      return compared(round, await rounds.readSources(round.id));
    }
    case 'compare': {
      const { groups = 1, compared: group = 0 } = round;
      const keys = [...sources.values()].flatMap((source) => source.files.map(([name]) => `${folder}${name}`));
      await compareGroup(auditing, keys, { group, of: groups });
      return { ...round, compared: group + 1, phase: group + 1 < groups ? 'compare' : 'count' };
    }
    default:
      await endRecounts(auditing);
      return { ...round, phase: null };
  }
}

/** All is noted: it is compared in as many groups as its size needs. */
function compared(round: AuditRound, sources: ReadonlyMap<number, AuditSource>): AuditRound {
  const all = [...sources.values()];
  const bytes = all.flatMap(({ files }) => files).reduce((sum, [, size]) => sum + size, 0);
  const looked = all.reduce((sum, source) => sum + source.looked, 0);
  return { ...round, phase: 'compare', groups: groupsFor(bytes), compared: 0, looked };
}
