import { readContacts } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { carryNotes, hasNotes, pageCandidates, readJob, selectsAny } from '../../data/jobs/index.ts';
import { MICROS_PER_HOUR } from '../../domain/approvals.ts';
import { type Day, localDay } from '../../domain/calendar/days.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { Work } from '../../domain/jobs/kinds/index.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import type { NightBefore } from '../../domain/policies/brake-reasons.ts';
import { daysBefore } from '../../domain/policies/candidates.ts';
import { isIndexed, statusOf } from '../../domain/policies/clock.ts';
import { isUnwarned, tellsNobody } from '../../domain/policies/due.ts';
import { whyNotTaken } from '../../domain/policies/night.ts';
import type { StageRule } from '../../domain/policies/stage-rule.ts';
import { stageOf } from '../../domain/policies/stages.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import { submitJob } from '../jobs/submit.ts';
import type { WorkerRuntime } from '../runtime.ts';
import { jobPolicyOf, type PolicyNightContext, type StageDone } from './context.ts';
import { stageLimits } from './limits.ts';

const NOTHING: StageDone = { kept: null, isThrough: true };

/** A stage's night: starts its job, where anybody may be due. Without anybody at most 8 read units, and 1 for notes. */
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
  // Nobody is quiet who cannot be heard, and nobody has had a notice that nothing took.
  const isUnheard = rules.clock.of === 'last_seen' && context.silences.length > 0;
  if (isUnheard || tellsNobody(rules, index, assets.settings)) {
    const job = progress.jobs?.[rule.key];
    return { kept: { stage: rule.key, waits: true }, isThrough: false, ...(job !== undefined && { job }) };
  }
  const { timezone } = assets.settings;
  const begun = localDay(timezone, policy.begunOn);
  const first = begun + (isUnwarned(rules, index) ? rules.waitDays : 0);
  if (isUnwarned(rules, index) && day < first) return { kept: null, isThrough: false };
  const last = await lastJobOf(data, workspace, progress.jobs?.[rule.key]);
  // People whom the last job was to take and did not are still due.
  const isAgain = last !== null && hasEnded(last) && !hasReachedAll(last);
  const through = isAgain ? last.policy?.before?.through : progress.through?.[rule.key];
  const nobody = { kept: null, isThrough: true, ...(last !== null && !isAgain && { job: last.uuid }) };
  const selection = await selectionOf(data, workspace, context, rule, through ?? Math.min(first, day) - 1);
  if (selection === null) return nobody;
  const isEverybody = Object.keys(rules.selection).length === 0;
  const checked = isAgain || index > 0 || !isEverybody || selection.noted !== undefined;
  if (checked && !(await takesAny(data, workspace, context, selection, rule.key))) return nobody;
  if (last !== null && !hasEnded(last))
    return { kept: { stage: rule.key, waits: true }, isThrough: false, job: last.uuid };
  const job = await startStageJob(runtime, workspace, context, {
    stage: rule.key,
    work: stageOf(rule).work(rule),
    selection,
    checked,
    through,
    ...(await stageLimits(data, workspace, context, index)),
  });
  return { kept: { stage: rule.key, job }, isThrough: true, job };
}

const hasReachedAll = ({ status, totals }: Job): boolean =>
  status === 'completed' && Object.keys(totals.failed).length === 0;

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

type Folder = Extract<Selection, { folder: unknown }>;

/** What tonight's job selects: who comes to the day of the clock, and who was noted. Null when there is nobody. */
async function selectionOf(
  data: Data,
  workspace: WorkspaceId,
  { policy, day, assets, epoch, now }: PolicyNightContext,
  { key: stage, days }: StageRule,
  through: Day,
): Promise<Folder | null> {
  const { clock } = policy.rules;
  const span = { through, day, timezone: assets.settings.timezone };
  const isOfClock = days !== undefined && isIndexed(clock);
  const own: Folder = { folder: statusOf(clock), days: isOfClock ? [daysBefore(span, days)] : [] };
  const noted = { policy: policy.uuid, stage, epoch: epoch ?? now, day };
  if (through < day - 1) await carryNotes(data, workspace, noted, { since: through + 1, now });
  if (await hasNotes(data, workspace, noted)) return { ...own, noted };
  return isOfClock && (await selectsAny(data, { workspace, selection: own })) ? own : null;
}

const lastJobOf = (data: Data, workspace: WorkspaceId, uuid: JobId | undefined) =>
  uuid === undefined ? null : readJob(data, workspace, uuid);

interface StageJob extends Awaited<ReturnType<typeof stageLimits>> {
  readonly stage: string;
  readonly work: Work;
  readonly selection: Selection;
  readonly checked: boolean;
  /** Up to which day its people were taken before; undefined on its first night. */
  readonly through: Day | undefined;
}

async function startStageJob(
  runtime: WorkerRuntime,
  workspace: WorkspaceId,
  context: PolicyNightContext,
  { stage, work, selection, most, limits, checked, through }: StageJob,
): Promise<JobId> {
  const { assets, policy, now } = context;
  const { deleteDelayHours = 0 } = assets.settings;
  const delay = work.type === 'delete' ? deleteDelayHours : 0;
  const job = await submitJob(runtime, workspace, {
    work,
    selection,
    preview: false,
    createdBy: 'system',
    now,
    maxRate: policy.rules.maxRate,
    ...(delay > 0 && { notBefore: instant(now + delay * MICROS_PER_HOUR) }),
    policy: jobPolicyOf(policy, { stage, most, limits, checked, before: nightBefore(context, through) }),
  });
  return job.uuid;
}

/** By what a brake may say why so many are due. */
const nightBefore = ({ policy: { progress }, moved }: PolicyNightContext, through: Day | undefined): NightBefore => ({
  ...(progress.night !== undefined && { last: progress.night }),
  ...(through !== undefined && { through }),
  ...(moved && { moved: true }),
});
