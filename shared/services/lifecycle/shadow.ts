import type { Data } from '../../data/dynamo/index.ts';
import { pageCandidates, readCandidates, selectsAny } from '../../data/jobs/index.ts';
import { localDay } from '../../domain/calendar/days.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { agedContacts } from '../../domain/policies/candidates.ts';
import { isUnwarned, offsetsOf } from '../../domain/policies/due.ts';
import { policyFor, whyNotFor } from '../../domain/policies/members.ts';
import type { FirstNight, NightStage, Policy } from '../../domain/policies/policy.ts';
import type { Settings } from '../../domain/workspace.ts';
import type { WorkerRuntime } from '../runtime.ts';
import type { PolicyNightContext, StageDone } from './context.ts';

/** Contacts of one stage that a night of a shadow reads: more are estimated from these. */
const MOST_READ = 1_000;
const SAMPLE = 20;

/**
 * What a stage would have done tonight, if the policy had always been on: the contacts who come today to the day on
 * which every stage before and this one would have taken them. Reads their index entries and at most 1,000 of them.
 */
export async function shadowStage(
  { data }: WorkerRuntime,
  workspace: WorkspaceId,
  context: PolicyNightContext,
  index: number,
): Promise<StageDone> {
  const { policy, day, assets } = context;
  const rule = policy.rules.stages[index];
  if (rule === undefined) return { kept: null, isThrough: true };
  const through = policy.progress.through?.[rule.key] ?? day - 1;
  const span = { through, day, timezone: assets.settings.timezone };
  // The age at which it takes whoever came through all stages before on time.
  const selection = agedContacts(policy.rules.clock, span, (offsetsOf(policy.rules)[index] ?? 1) - 1);
  const found = await readCandidates(data, workspace, { selection, now: context.now, most: MOST_READ });
  const taken = found.contacts.filter((one) => isFor(one, context)).map(({ uuid }) => uuid);
  const kept: NightStage = {
    stage: rule.key,
    contacts: found.looked === 0 ? 0 : Math.round((taken.length * found.total) / found.looked),
    sample: taken.slice(0, SAMPLE),
    ...(found.total > found.looked && { estimated: true }),
  };
  return { kept, isThrough: true };
}

/** Policies that are on, and come before it, take a contact first. */
function isFor(contact: Contact, { policy, assets, now }: PolicyNightContext): boolean {
  const deciding = { assets, now };
  if (whyNotFor(policy, contact, deciding) !== null) return false;
  const first = policyFor(contact, deciding);
  return first === null || first.position > policy.position;
}

/**
 * What the numbers of a shadow say of the night that would be the first, if the policy were switched on now: for each
 * stage in order. 0.5 read units for each partition of the index: whether anybody came to the day of the first stage
 * before today.
 */
export async function firstNightOf(
  data: Data,
  workspace: WorkspaceId,
  { rules }: Policy,
  { settings: { timezone }, now }: { readonly settings: Pick<Settings, 'timezone'>; readonly now: Instant },
): Promise<readonly FirstNight[]> {
  const later = rules.stages.slice(1).map((): FirstNight => 'later');
  if (isUnwarned(rules, 0)) return ['waits', ...later];
  const yesterday = { through: null, day: localDay(timezone, now) - 1, timezone };
  const selection = agedContacts(rules.clock, yesterday, rules.stages[0]?.days ?? 0);
  const isAnybody =
    'folder' in selection
      ? await selectsAny(data, { workspace, selection })
      : (await pageCandidates(data, workspace, { selection, now, most: 1 })).uuids.length > 0;
  return [isAnybody ? 'overdue' : 'same', ...later];
}
