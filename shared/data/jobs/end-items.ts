/** What is written together with the end of a job, whichever step it comes with. */
import { v7 } from 'uuid';
import type { JobId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, JobStatus } from '../../domain/jobs/job.ts';
import { isStart, kindOf } from '../../domain/jobs/kinds/index.ts';
import { isUnrun } from '../../domain/jobs/lifecycle.ts';
import { type Data, put, type Write } from '../dynamo/index.ts';
import { readSettings, readyItems, readyRepaired, settingsUnmoved } from '../workspace/index.ts';
import { forgetInput } from './input.ts';
import { endedKey, type JobRecord, lastsUntil } from './items.ts';
import { closeItem, waitedItems } from './open-jobs.ts';
import { stepOutboxItems } from './step-outbox.ts';
import { newJobItems } from './store.ts';

export interface Ending {
  readonly status: Extract<JobStatus, 'completed' | 'failed' | 'interrupted'>;
  readonly now: Instant;
}

/**
 * Takes a job off the list of open ones, and a preview, or one that waits for its time, off that of those that wait; what it says of people is forgotten; a start comes onto that of those ended; the smart group that it populated is ready; its end is told on the bus; a job that
 * must follow is stored. That one has no message: the watchdog sends it.
 */
export async function endItems(data: Data, job: JobRecord, { status, now }: Ending): Promise<Write[]> {
  if (status === 'completed') await readyRepaired(data, job, now);
  const ready = status === 'completed' ? await readyItems(data, job) : [];
  // Who interrupts a job wants no other in its place.
  const following = status === 'interrupted' ? [] : await followingItems(data, job, now);
  const told = await stepOutboxItems(data, job, `job.${status}`, now);
  return [...endedItems(job, now), ...forgetInput(job, 'selection', 'params'), ...ready, ...following, ...told];
}

function endedItems(job: Job, now: Instant): Write[] {
  const { workspace, uuid } = job;
  const gone = [closeItem(job), ...waitedItems(job)];
  // A preview that nobody has run was no start.
  if (!isStart(job) || isUnrun(job)) return gone;
  return [...gone, put('workspace', { ...endedKey(workspace, now, uuid), ttl: lastsUntil(job) })];
}

/** On condition that the settings are still as they were read: of a change at this moment, this end or the change itself takes note. */
async function followingItems(data: Data, { work, workspace }: Job, now: Instant): Promise<Write[]> {
  const { again } = kindOf({ work });
  const settings = again === undefined ? null : await readSettings(data, workspace);
  if (again === undefined || settings === null) return [];
  const next = again(work, settings, now);
  const uuid = v7({ msecs: Math.floor(now / 1000) }) as string as JobId;
  const items = next && newJobItems(workspace, { ...next, uuid, preview: false, createdBy: 'system', now });
  return [settingsUnmoved(settings), ...(items ?? [])];
}
