/** How a job changes its status: by a write on condition of the present one, so that one of two writers wins. */

import { parse, v7 } from 'uuid';
import type { ExportFile } from '../../domain/exports/file.ts';
import type { JobId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Approval, Job, JobFailure, JobStatus } from '../../domain/jobs/job.ts';
import { isStart, kindOf, type Work } from '../../domain/jobs/kinds/index.ts';
import { isUnrun } from '../../domain/jobs/lifecycle.ts';
import {
  allOf,
  anyOf,
  type Consumed,
  type Data,
  equals,
  type ItemCondition,
  lacks,
  oneOf,
  put,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { readSettings, readyItems, readyRepaired, settingsUnmoved } from '../workspace/index.ts';
import { selectsAny } from './folder-selection.ts';
import type { JobRecord } from './header.ts';
import { forgetInput } from './input.ts';
import { endedKey, jobKey, lastsUntil } from './items.ts';
import { closeItem, waitedItems } from './open-jobs.ts';
import { stepOutboxItems } from './step-outbox.ts';
import { newJobItems } from './store.ts';

interface Ending {
  readonly status: Extract<JobStatus, 'completed' | 'failed' | 'interrupted'>;
  readonly now: Instant;
}

/** The result of a job's last step, after its slices. */
export interface Finished {
  readonly file: ExportFile;
  readonly capacity: Consumed;
}

/** Units to add to what the job has consumed, and further conditions. */
interface Moving {
  readonly consumed?: Consumed | null;
  readonly also?: readonly ItemCondition[];
}

/** Sets a job's attributes if its status is one of `from`, else null: a transaction, to queue behind slices. */
export async function changeJobStatus(
  data: Data,
  job: JobRecord,
  from: readonly JobStatus[],
  attributes: Partial<
    Pick<
      JobRecord,
      | 'status'
      | 'modifiedOn'
      | 'startedOn'
      | 'endedOn'
      | 'reason'
      | 'checkpoints'
      | 'paused'
      | 'turn'
      | 'maxRate'
      | 'file'
      | 'notBefore'
      | 'nudges'
      | 'approval'
      | 'waitingFor'
    >
  > & { readonly ttl?: number },
  along: readonly Write[] = [],
  { consumed = null, also = [] }: Moving = {},
): Promise<JobRecord | null> {
  const key = jobKey(job.workspace, job.uuid);
  const moved = update(
    'workspace',
    key,
    { set: attributes, ...(consumed && { add: { ...consumed } }) },
    allOf(oneOf('status', from), ...also),
  );
  const written = await transact(data, [moved, ...along]);
  return written.ok ? { ...job, ...attributes } : null;
}

export async function endJob(
  data: Data,
  job: JobRecord,
  from: readonly JobStatus[],
  ending: Ending & { readonly reason?: JobFailure; readonly approval?: Approval },
  finished: Finished | null = null,
) {
  const { status, reason, approval, now } = ending;
  const ended = {
    status,
    modifiedOn: now,
    endedOn: now,
    ...(reason !== undefined && { reason }),
    ...(approval && { approval }),
    ...(finished && { file: finished.file }),
  };
  return changeJobStatus(data, job, from, ended, await endItems(data, job, ending), {
    consumed: finished?.capacity ?? null,
  });
}

/** Nobody has changed the start time since it was read. */
export const isUnmovedTime = ({ notBefore }: JobRecord): ItemCondition => equals('notBefore', notBefore);

/** Nobody has changed the rate or restarted the lanes since the job was read. */
export const isUnmovedTurn = ({ turn }: JobRecord): ItemCondition =>
  turn === 0 ? anyOf(equals('turn', 0), lacks('turn')) : equals('turn', turn);

/**
 * A job leaves the lists of open and waiting ones, and its input about people goes. A start is listed as ended, a group
 * becomes ready, and a follow-up job is stored, which the watchdog sends.
 */
export async function endItems(data: Data, job: JobRecord, { status, now }: Ending): Promise<Write[]> {
  if (status === 'completed') await readyRepaired(data, job, now);
  const ready = status === 'completed' ? await readyItems(data, job) : [];
  // An interruption starts no follow-up.
  const following = status === 'interrupted' ? [] : await followingItems(data, job, now);
  const told = await stepOutboxItems(data, job, `job.${status}`, now);
  return [...endedItems(job, now), ...forgetInput(job, 'selection', 'params'), ...ready, ...following, ...told];
}

function endedItems(job: Job, now: Instant): Write[] {
  const { workspace, uuid } = job;
  const gone = [closeItem(job), ...waitedItems(job)];
  // A preview that was never run was no start.
  if (!isStart(job) || isUnrun(job)) return gone;
  return [...gone, put('workspace', { ...endedKey(workspace, now, uuid), ttl: lastsUntil(job) })];
}

/**
 * A job of its own kind follows on condition that the settings are unchanged, so that either this end or a concurrent
 * change sees the other. Another kind follows if it has anybody.
 */
async function followingItems(data: Data, { work, workspace, uuid }: Job<Work>, now: Instant): Promise<Write[]> {
  const { again, follows } = kindOf({ work });
  const settings = again || follows ? await readSettings(data, workspace) : null;
  if (settings === null) return [];
  const other = follows?.(settings, now) ?? null;
  const isNeeded = other !== null && (await selectsAny(data, { workspace, ...other }));
  const next = again?.(work, settings, now) ?? (isNeeded ? other : null);
  const stored = { uuid: followingId(uuid, now), preview: false, createdBy: 'system', now };
  return [
    ...(again ? [settingsUnmoved(settings)] : []),
    ...(next ? newJobItems(workspace, { ...next, work: next.work as Work, ...stored }) : []),
  ];
}

/** The id of the job that follows one that ended then, so that whoever has ended it can send it. */
export const followingId = (uuid: JobId, endedOn: Instant): JobId =>
  v7({ msecs: Math.floor(endedOn / 1000), random: parse(uuid).toReversed() }) as string as JobId;
