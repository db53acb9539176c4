import { readCounts } from '../../data/counts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { putSilences, readHeard, readSilences } from '../../data/limits/index.ts';
import { keepNight, listChannels, listPolicies, type PolicyRecord } from '../../data/workspace/index.ts';
import { type Day, localDay } from '../../domain/calendar/days.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, MICROS_PER_DAY } from '../../domain/instant.ts';
import { isIndexed, MOST_SEARCHED } from '../../domain/policies/clock.ts';
import { nightAt } from '../../domain/policies/night.ts';
import type { NightStage, PolicyProgress } from '../../domain/policies/policy.ts';
import { type Silence, silencesIn } from '../../domain/policies/silence.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { WorkerRuntime } from '../runtime.ts';
import type { PolicyNightContext } from './context.ts';
import { lookAround } from './look.ts';
import { shadowStage } from './shadow.ts';
import { stageTonight } from './stage.ts';

/** Where nobody is heard tonight, which is kept for those who ask. Some 3 read units; a write unit after a change. */
async function listenTonight(data: Data, workspace: WorkspaceId, now: Instant): Promise<readonly Silence[]> {
  const all = await readHeard(data, workspace);
  if (all.size === 0) return [];
  const before = await readSilences(data, workspace);
  const channels = new Set((await listChannels(data, workspace)).map(({ uuid }): string => uuid));
  const heard = new Map([...all].filter(([one]) => one === 'api' || channels.has(one)));
  const silences = silencesIn(heard, Math.floor(now / MICROS_PER_DAY), before);
  if (JSON.stringify(silences) !== JSON.stringify(before)) await putSilences(data, workspace, silences);
  return silences;
}

/**
 * The nights of a workspace's policies whose hour has come, each once a day: stages that are on start their jobs, and
 * those in shadow record what they would have done. Returns how many nights there were. Each policy fails alone; the
 * first error is thrown when all others are done, and the next hour tries again.
 */
export async function policyNights(runtime: WorkerRuntime, workspace: WorkspaceId, assets: Assets): Promise<number> {
  const now = runtime.now();
  const { timezone } = assets.settings;
  const waiting = (assets.policies ?? []).filter(({ rules }) => nightAt(rules, { timezone }, now) !== null);
  if (waiting.every(({ state }) => state === 'off')) return 0;
  const day = localDay(timezone, now);
  const policies = (await listPolicies(runtime.data, workspace)).map((policy) => upTo(day, policy));
  const due = policies.filter(({ state, rules, progress, actsFrom = day }) => {
    const works = state === 'on' ? actsFrom <= day : state !== 'off';
    return works && progress.night !== day && nightAt(rules, { timezone }, now) !== null;
  });
  const all = { ...assets, policies };
  const looked = due.some(({ state }) => state === 'on') ? await lookAround(runtime, workspace, all, policies) : null;
  const listens = due.some(({ state, rules }) => state === 'on' && rules.clock.of === 'last_seen');
  const silences = listens ? await listenTonight(runtime.data, workspace, now) : [];
  let nights = 0;
  let failed: unknown;
  for (const policy of due) {
    if (policy.state === 'on' && looked === null) continue;
    try {
      const moved = hasMoved(policy, timezone);
      const { epoch, under } = looked ?? { epoch: null, under: {} };
      await nightOf(runtime, workspace, { assets: all, policy, day, now, moved, epoch, under, silences });
      nights++;
    } catch (error) {
      failed ??= error;
    }
  }
  if (failed !== undefined) throw failed;
  return nights;
}

/** A policy whose last nights were in the future, since the clock was ahead, goes on from yesterday. */
function upTo(day: Day, policy: PolicyRecord): PolicyRecord {
  const { progress, rules } = policy;
  if (progress.night === undefined || progress.night <= day) return policy;
  const through = Object.fromEntries(rules.stages.map(({ key }) => [key, day - 1]));
  return { ...policy, progress: { ...progress, night: day - 1, through } };
}

const hasMoved = ({ progress }: PolicyRecord, timezone: string): boolean =>
  progress.timezone !== undefined && progress.timezone !== timezone;

async function nightOf(runtime: WorkerRuntime, workspace: WorkspaceId, context: PolicyNightContext): Promise<void> {
  const { policy, day, now, assets } = context;
  const { timezone } = assets.settings;
  const doStage = policy.state === 'on' ? stageTonight : shadowStage;
  const searches = await canSearch(runtime, workspace, context);
  let progress: PolicyProgress = { ...policy.progress, timezone };
  const kept: NightStage[] = [];
  for (const [index, { key }] of policy.rules.stages.entries()) {
    if (!searches) {
      kept.push({ stage: key, waits: true });
      continue;
    }
    const done = await doStage(runtime, workspace, { ...context, policy: { ...policy, progress } }, index);
    if (done.kept !== null) kept.push(done.kept);
    const { [key]: _, ...jobs } = progress.jobs ?? {};
    progress = {
      ...progress,
      ...(done.isThrough && { through: { ...progress.through, [key]: day } }),
      jobs: { ...jobs, ...(done.job !== undefined && { [key]: done.job }) },
    };
  }
  const isKept = kept.length > 0 || policy.state === 'shadow';
  const night = { day, version: policy.version, state: policy.state, stages: kept };
  await keepNight(runtime.data, workspace, policy, {
    kept: isKept ? night : null,
    progress: { ...progress, night: day },
    now,
  });
}

/**
 * Whether the clock has an index, or the workspace is still small enough to be searched every night. A field that holds
 * no dates any more can be searched by nobody.
 */
async function canSearch({ data }: WorkerRuntime, workspace: WorkspaceId, { policy, assets }: PolicyNightContext) {
  const { clock } = policy.rules;
  if (isIndexed(clock)) return true;
  if (clock.of === 'field' && assets.fields.get(clock.field)?.type !== 'datetime') return false;
  const { folders } = await readCounts(data, workspace);
  return folders.active + folders.dormant <= MOST_SEARCHED;
}
