import { readCounts } from '../../data/counts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import type { Day } from '../../domain/calendar/days.ts';
import type { Status } from '../../domain/contacts/contact.ts';
import { type Counts, peopleIn } from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { JobPolicy } from '../../domain/jobs/job.ts';
import { monthShareOf, mostOf, mostOfNight } from '../../domain/policies/brake.ts';
import type { SharedLimit } from '../../domain/policies/brake-reasons.ts';
import { statusOf } from '../../domain/policies/clock.ts';
import { stageOf } from '../../domain/policies/stages.ts';
import type { Settings } from '../../domain/workspace.ts';
import type { PolicyNightContext } from './context.ts';

/** Days of the brake over a longer time. */
const MONTH = 30;

/** What a stage of tonight may take without a person's word. The counts of the workspace. */
export async function stageLimits(
  data: Data,
  workspace: WorkspaceId,
  context: PolicyNightContext,
  index: number,
): Promise<Required<Pick<JobPolicy, 'most' | 'limits'>>> {
  const { policy, day, assets } = context;
  const { rules } = policy;
  const { folders } = await readCounts(data, workspace);
  const selected = selectedOf(context, folders);
  const share = monthShareOf(rules);
  const month = mostOf({ share, contacts: null }, selected);
  const stage = rules.stages[index];
  const { harms = false, archives: leaves = false } = stage ? stageOf(stage) : {};
  const of = `${policy.uuid}#${harms ? stage?.do : `key ${stage?.key}`}`;
  const isArchived = rules.stages.slice(0, index).some((one) => stageOf(one).archives);
  const nights = harms
    ? nightLimits(assets.settings, isArchived ? 'archived' : statusOf(rules.clock), folders, day)
    : [];
  return {
    most: mostOf(rules.brake, selected),
    limits: [
      ...(month === null || share === null
        ? []
        : [{ why: 'many_in_30_days', of, day, days: MONTH, most: month, ...(leaves && { share }) } as const]),
      ...nights,
    ],
  };
}

/** What all policies together may stop, archive or delete in a night, of the people with a status. */
export function nightLimits(
  settings: Settings,
  status: Status,
  folders: Counts['folders'],
  day: Day,
): readonly SharedLimit[] {
  const most = mostOfNight(settings, peopleIn(folders, status));
  return most === null ? [] : [{ why: 'many_policies', of: `all ${status}`, day, days: 1, most }];
}

/** How many people a policy is over: everybody with its status, or as look.ts has counted them. */
const selectedOf = ({ policy: { uuid, rules }, under }: PolicyNightContext, folders: Counts['folders']): number =>
  Object.keys(rules.selection).length > 0 ? (under[uuid] ?? 0) : peopleIn(folders, statusOf(rules.clock));
