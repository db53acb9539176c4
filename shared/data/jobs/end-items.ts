/** The writes that belong to the end of a job, whichever step causes it. */
import { v7 } from 'uuid';
import type { JobId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, JobStatus } from '../../domain/jobs/job.ts';
import { isStart, kindOf, type Work } from '../../domain/jobs/kinds/index.ts';
import { isUnrun } from '../../domain/jobs/lifecycle.ts';
import { type Data, put, type Write } from '../dynamo/index.ts';
import { readSettings, readyItems, readyRepaired, settingsUnmoved } from '../workspace/index.ts';
import type { JobRecord } from './header.ts';
import { forgetInput } from './input.ts';
import { endedKey, lastsUntil } from './items.ts';
import { closeItem, waitedItems } from './open-jobs.ts';
import { stepOutboxItems } from './step-outbox.ts';
import { newJobItems } from './store.ts';

export interface Ending {
  readonly status: Extract<JobStatus, 'completed' | 'failed' | 'interrupted'>;
  readonly now: Instant;
}

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

/** On condition that the settings are unchanged, so that either this end or a concurrent change sees the other. */
async function followingItems(data: Data, { work, workspace }: Job<Work>, now: Instant): Promise<Write[]> {
  const { again } = kindOf({ work });
  const settings = again === undefined ? null : await readSettings(data, workspace);
  if (again === undefined || settings === null) return [];
  const next = again(work, settings, now);
  const uuid = v7({ msecs: Math.floor(now / 1000) }) as string as JobId;
  const items = next && newJobItems(workspace, { ...next, uuid, preview: false, createdBy: 'system', now });
  return [settingsUnmoved(settings), ...(items ?? [])];
}
