import { countInGroups, readContacts } from '../../data/contacts/index.ts';
import { readCounts } from '../../data/counts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { pageCandidates, readJob, selectsAny } from '../../data/jobs/index.ts';
import { readPolicyNight } from '../../data/workspace/index.ts';
import { MICROS_PER_HOUR } from '../../domain/approvals.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import type { Work } from '../../domain/jobs/kinds/index.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import type { Selection } from '../../domain/jobs/selection.ts';
import { enoughFor, mostOf } from '../../domain/policies/brake.ts';
import type { NightBefore } from '../../domain/policies/brake-reasons.ts';
import { type Candidates, candidatesOf, looksAround } from '../../domain/policies/candidates.ts';
import { statusOf } from '../../domain/policies/clock.ts';
import { localDay } from '../../domain/policies/days.ts';
import { isUnwarned } from '../../domain/policies/due.ts';
import { whyNotTaken } from '../../domain/policies/night.ts';
import { stageOf } from '../../domain/policies/stages/index.ts';
import type { Actor } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import type { WorkerRuntime } from '../runtime.ts';
import type { PolicyNightContext, StageDone } from './context.ts';

const NOTHING: StageDone = { kept: null, isThrough: true };

/** A stage's night: starts its job, where anybody may be due. Without anybody at most 8 read units. */
export async function stageTonight(
  runtime: WorkerRuntime,
  workspace: WorkspaceId,
  context: PolicyNightContext,
  index: number,
): Promise<StageDone> {
  const { data } = runtime;
  const { assets, policy, day } = context;
  const { rules, progress } = policy;
  const rule = rules.stages[index];
  if (rule === undefined) return NOTHING;
  const { timezone } = assets.settings;
  const begun = localDay(timezone, policy.begunOn);
  if (isUnwarned(rules, index) && day < begun + rules.waitDays) return { kept: null, isThrough: false };
  const span = { through: progress.through?.[rule.key] ?? null, day, timezone };
  const candidates = candidatesOf(rules, index, span, looksAround(begun, progress.night, day));
  const selection = await selectionOf(data, workspace, context, candidates, index);
  if (selection === null) return NOTHING;
  if (candidates.checked && !(await takesAny(data, workspace, context, selection, rule.key))) return NOTHING;
  if (await isOpen(data, workspace, progress.jobs?.[rule.key])) {
    return { kept: { stage: rule.key, waits: true }, isThrough: false };
  }
  const most = mostOf(rules.brake, await selectedOf(data, workspace, context));
  const job = await startStageJob(runtime, workspace, context, {
    ...{ stage: rule.key, work: stageOf(rule).work(rule), selection, most, checked: candidates.checked },
  });
  return { kept: { stage: rule.key, job }, isThrough: true };
}

/** Few enough to look at before a job is made for nobody. */
const FEW = 500;

/** Whether a stage may take anybody of a selection, most of whom may not be due. More than 500 are left to the job. */
async function takesAny(
  data: Data,
  workspace: WorkspaceId,
  { policy, assets, now }: PolicyNightContext,
  selection: Selection,
  stage: string,
): Promise<boolean> {
  const { uuids, total } = await pageCandidates(data, workspace, { selection, now, most: FEW });
  if (total > uuids.length || uuids.length === FEW) return true;
  const read = [...(await readContacts(data, workspace, uuids)).values()];
  return read.some((one) => !isTombstone(one) && whyNotTaken(policy, stage, one, { assets, now }) === null);
}

/** What tonight's job selects; null when there is nobody. */
async function selectionOf(
  data: Data,
  workspace: WorkspaceId,
  context: PolicyNightContext,
  { selection, after }: Candidates,
  index: number,
): Promise<Selection | null> {
  const jobs = after === null ? [] : await jobsBefore(data, workspace, context, after, index);
  if (selection !== null && 'query' in selection) {
    const { uuids } = await pageCandidates(data, workspace, { selection, now: context.now, most: 1 });
    return uuids.length > 0 ? selection : null;
  }
  const own = selection ?? { folder: statusOf(context.policy.rules.clock), days: [] };
  if (jobs.length === 0 && (selection === null || !(await selectsAny(data, { workspace, selection: own }))))
    return null;
  return { ...own, ...(jobs.length > 0 && { after: jobs }) };
}

/** Jobs of the stage before, of the nights whose contacts come to their day. 0.5 read units for each night. */
async function jobsBefore(
  data: Data,
  workspace: WorkspaceId,
  { policy }: PolicyNightContext,
  { from, to }: NonNullable<Candidates['after']>,
  index: number,
): Promise<readonly JobId[]> {
  const before = policy.rules.stages[index - 1];
  const jobs: JobId[] = [];
  for (let day = from; day <= to; day++) {
    const night = await readPolicyNight(data, workspace, policy.uuid, day);
    const job = night?.stages.find(({ stage }) => stage === before?.key)?.job;
    if (job !== undefined && (await hasChanged(data, workspace, job))) jobs.push(job);
  }
  return jobs;
}

async function hasChanged(data: Data, workspace: WorkspaceId, uuid: JobId): Promise<boolean> {
  const job = await readJob(data, workspace, uuid, { consistent: false });
  return job !== null && job.totals.changed > 0;
}

async function isOpen(data: Data, workspace: WorkspaceId, uuid: JobId | undefined): Promise<boolean> {
  const job = uuid === undefined ? null : await readJob(data, workspace, uuid);
  return job !== null && !hasEnded(job);
}

/** How many contacts a policy is for, of which its brake allows a share. For a query: all with the clock's status. */
async function selectedOf(data: Data, workspace: WorkspaceId, { policy }: PolicyNightContext): Promise<number> {
  const { selection, clock, brake } = policy.rules;
  const { groups: [one, ...others] = [] } = selection;
  if (one !== undefined && others.length > 0) return countInGroups(data, workspace, [one, ...others], enoughFor(brake));
  const { folders, groups } = await readCounts(data, workspace);
  if (one !== undefined) return groups[one] ?? 0;
  const status = statusOf(clock);
  return status === 'active' ? folders.active + folders.dormant : folders[status];
}

interface StageJob {
  readonly stage: string;
  readonly work: Work;
  readonly selection: Selection;
  readonly most: number | null;
  readonly checked: boolean;
}

async function startStageJob(
  runtime: WorkerRuntime,
  workspace: WorkspaceId,
  context: PolicyNightContext,
  { stage, work, selection, most, checked }: StageJob,
): Promise<JobId> {
  const { assets, policy, now } = context;
  const { deleteDelayHours = 0 } = assets.settings;
  const delay = work.type === 'delete' ? deleteDelayHours : 0;
  const job = await submitJob(runtime, workspace, {
    ...{ work, selection, preview: false, createdBy: 'system', now, names: assets, maxRate: policy.rules.maxRate },
    ...(delay > 0 && { notBefore: instant(now + delay * MICROS_PER_HOUR) }),
    policy: {
      ...{ uuid: policy.uuid, name: policy.name, version: policy.version, stage, most },
      by: (policy.begunBy ?? policy.createdBy) as Actor,
      ...(checked && { checked: true }),
      before: nightBefore(context, stage),
    },
  });
  return job.uuid;
}

/** By what a brake may say why so many are due. */
function nightBefore({ policy: { progress }, moved }: PolicyNightContext, stage: string): NightBefore {
  const { night: last } = progress;
  const through = progress.through?.[stage];
  return {
    ...(last !== undefined && { last }),
    ...(through !== undefined && { through }),
    ...(moved && { moved: true }),
  };
}
