import * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import type { Data } from '../../shared/data/dynamo/index.ts';
import { readCandidates } from '../../shared/data/jobs/index.ts';
import { readPolicy, readPolicyVersion } from '../../shared/data/workspace/index.ts';
import { localDay } from '../../shared/domain/calendar/days.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { peopleIn } from '../../shared/domain/contacts/counts.ts';
import { priceOf } from '../../shared/domain/costs/estimate.ts';
import type { ContactId, PolicyId, WorkspaceId } from '../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import type { GivenRules } from '../../shared/domain/policies/body.ts';
import { monthShareOf, mostOf } from '../../shared/domain/policies/brake.ts';
import { agedContacts } from '../../shared/domain/policies/candidates.ts';
import { statusOf } from '../../shared/domain/policies/clock.ts';
import { hasUntoldStage, nextStage, tellsNobody } from '../../shared/domain/policies/due.ts';
import { loosenedIn } from '../../shared/domain/policies/loosened.ts';
import { policyStanding } from '../../shared/domain/policies/mark.ts';
import { type Deciding, policyFor, policyOver, whyNotFor } from '../../shared/domain/policies/members.ts';
import { draftOf, type Policy, type PolicyRules } from '../../shared/domain/policies/policy.ts';
import { stageOf } from '../../shared/domain/policies/stages.ts';
import { personBehind } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { notFound } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { uuidParam } from '../../shared/lambda/http/params.ts';
import { policyBody, requireRules } from './rules.ts';

/** Contacts that a preview reads: half a second. */
const MOST_READ = 1_000;
const SAMPLE = 20;
/** Contacts by which it is known how many a policy is over. */
const MOST_SAMPLED = 500;

const { name: _, position: __, state: ___, revision: ____, count: _____, ...body } = policyBody;

const previewed = z.object({
  /** Contacts with the clock's status that are old enough for the first stage, as far as the index says. */
  candidates: z.int(),
  /** Of these so many were read. The numbers below are of them. */
  looked_at: z.int(),
  stages: z.array(
    z.object({
      stage: z.string(),
      /** Would be taken in the next night. */
      at_once: z.int(),
      /** Would come to this stage later. */
      later: z.int(),
      sample: z.array(z.uuid()),
    }),
  ),
  /** Stand in the present version, and would be in no stage of this one. */
  leave: z.int(),
  /** Nothing is connected that a stage could tell, so it waits with those after it. */
  untold: z.boolean(),
  not_for: z.object({ held: z.int(), control_group: z.int(), not_selected: z.int(), other_policy: z.int() }),
  /** How many people it is over, by a fair sample of them; and what each stage may take without asking. Null: any. */
  over: z.int(),
  most_a_night: z.nullable(z.int()),
  most_in_30_days: z.nullable(z.int()),
  /** The rules by which people are protected less than in the version that is on, or was on last. */
  loosens: z.array(z.string()),
  /** How many would be taken at once or later: what a body that loosens has to say as `count`. */
  count: z.int(),
  /** The next night, as far as it was looked at. */
  cost: z.object({ read_units: z.number(), write_units: z.number(), usd: z.number() }),
});

type ShownPreview = z.output<typeof previewed>;
type Counted = Omit<ShownPreview, 'over' | 'most_a_night' | 'most_in_30_days' | 'loosens'>;

type Previewing = Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>;

interface Draft {
  readonly before: Policy | null;
  readonly policy: Policy;
}

/** POST policy_previews.json: who would move with these rules in the next night, who would leave, what it costs. */
export const previewPolicy = unkeptEndpoint({
  summary: 'Show whom a policy would take, before it is saved',
  answers: shown(previewed),
  roles: ['administrator'],
  params: { uuid: byUuid('the policy that it would change; a new one when it is left out') },
  body,
  forms: [
    { name: 'draft', required: ['stages'], without: 'uuid' },
    { name: 'change', with: 'uuid' },
  ],
  strict: true,
  async parse(request): Promise<Draft | FieldErrors> {
    const { given, errors, query, runtime, caller, now } = request;
    const uuid = uuidParam<PolicyId>(query, 'uuid');
    const before = uuid === undefined ? null : await readPolicy(runtime.data, caller.workspace, uuid);
    if (uuid !== undefined && before === null) throw notFound();
    if (!errors.none(given)) return errors;
    const rules = await requireRules(given as GivenRules, errors, request, before?.rules ?? null);
    if (rules === null) return errors;
    return { before, policy: draftOf(rules, before, personBehind(caller), now) };
  },
  handle: async (draft, context) => ok(await preview(draft, context)),
  audit: unaudited,
  replay: 'unneeded',
});

export async function preview({ before, policy }: Draft, context: Previewing): Promise<ShownPreview> {
  const { runtime, caller, assets, now } = context;
  const { timezone } = assets.settings;
  const day = localDay(timezone, now) + 1;
  const { clock, stages } = policy.rules;
  const selection = agedContacts(clock, { through: null, day, timezone }, stages[0]?.days ?? 0);
  const found = await readCandidates(runtime.data, caller.workspace, { selection, now, most: MOST_READ });
  const others = (assets.policies ?? []).filter(({ uuid }) => uuid !== policy.uuid);
  const policies = [...others, policy].sort((a, b) => a.position - b.position);
  const deciding = { assets: { ...assets, policies }, now };
  const over = await peopleUnder(runtime.data, caller.workspace, policy, deciding);
  return {
    ...counted(found.contacts, { before, policy, total: found.total, deciding, day }),
    over,
    loosens: [...(await loosenedFrom(before, policy.rules, context))],
    most_a_night: mostOf(policy.rules.brake, over),
    most_in_30_days: mostOf({ share: monthShareOf(policy.rules), contacts: null }, over),
  };
}

/** By what rules protect people less than those that are in force, or were when the policy was on last. */
export async function loosenedFrom(before: Policy | null, rules: PolicyRules, { runtime, caller }: Previewing) {
  if (before === null) return [];
  const { uuid, state, version, onVersion = 0 } = before;
  if (state === 'on' || onVersion === version) return loosenedIn(before.rules, rules);
  const last = await readPolicyVersion(runtime.data, caller.workspace, uuid, onVersion);
  return last === null ? [] : loosenedIn(last.rules, rules);
}

/** Of more people a fair sample is read: 0.5 read units for each, and the counts of the workspace. */
async function peopleUnder(data: Data, workspace: WorkspaceId, policy: Policy, deciding: Counting['deciding']) {
  const folder = statusOf(policy.rules.clock);
  const { folders } = await readCounts(data, workspace);
  const people = peopleIn(folders, folder);
  const reading = { selection: { folder }, now: deciding.now, most: MOST_SAMPLED };
  const { contacts } = await readCandidates(data, workspace, reading);
  const under = contacts.filter((one) => policyOver(one, deciding)?.uuid === policy.uuid).length;
  return contacts.length < MOST_SAMPLED ? under : Math.round((people * under) / contacts.length);
}

interface Counting {
  readonly before: Policy | null;
  readonly policy: Policy;
  readonly total: number;
  readonly deciding: Deciding;
  readonly day: number;
}

function counted(contacts: readonly Contact[], { before, policy, total, deciding, day }: Counting): Counted {
  const stages = policy.rules.stages.map(({ key }) => ({
    stage: key,
    at_once: 0,
    later: 0,
    sample: [] as ContactId[],
  }));
  const notFor = { held: 0, control_group: 0, not_selected: 0, other_policy: 0 };
  let leave = 0;
  for (const contact of contacts) {
    const reason = whyNotFor(policy, contact, deciding) ?? otherPolicy(policy, contact, deciding);
    const next = reason === null ? nextStage(policy, contact, deciding.assets.settings) : null;
    if (reason !== null) notFor[reason] += 1;
    if (before !== null && policyStanding(before, contact).at === 'stage' && next === null) leave += 1;
    const stage = next && stages[next.stage];
    if (!next || !stage) continue;
    if (next.on > day || tellsNobody(policy.rules, next.stage, deciding.assets.settings)) stage.later += 1;
    else {
      stage.at_once += 1;
      if (stage.sample.length < SAMPLE) stage.sample.push(contact.uuid);
    }
  }
  const taken = stages.reduce((sum, { at_once, later }) => sum + at_once + later, 0);
  return {
    candidates: total,
    looked_at: contacts.length,
    stages,
    leave,
    untold: hasUntoldStage(policy.rules, deciding.assets.settings),
    not_for: notFor,
    count: Math.round((total * taken) / Math.max(1, contacts.length)),
    cost: costOf(policy, stages),
  };
}

const otherPolicy = (policy: Policy, contact: Contact, deciding: Counting['deciding']) =>
  policyFor(contact, deciding)?.uuid === policy.uuid ? null : ('other_policy' as const);

function costOf({ rules }: Policy, stages: readonly { readonly at_once: number }[]): ShownPreview['cost'] {
  const sum = (unit: 'readUnits' | 'writeUnits') =>
    rules.stages.reduce((total, rule, at) => total + stageOf(rule).costs[unit] * (stages[at]?.at_once ?? 0), 0);
  const units = { readUnits: sum('readUnits'), writeUnits: sum('writeUnits') };
  const total = stages.reduce((all, { at_once }) => all + at_once, 0);
  const slices = Math.ceil(total / SLICE_SIZE);
  const usd = priceOf({ ...units, on: 'tables', follows: 0, contacts: total, slices });
  return { read_units: units.readUnits, write_units: units.writeUnits, usd };
}
