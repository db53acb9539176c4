import * as z from 'zod/mini';
import { dayText } from '../../shared/domain/calendar/days.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { BRAKE_REASONS } from '../../shared/domain/policies/brake-reasons.ts';
import { BUILT_IN, builtInPolicy } from '../../shared/domain/policies/built-in.ts';
import { POLICY_CLOCKS } from '../../shared/domain/policies/clock.ts';
import { hasUntoldStage } from '../../shared/domain/policies/due.ts';
import { type FieldName, POLICY_FIELDS, valueIn } from '../../shared/domain/policies/fields.ts';
import {
  FIRST_NIGHTS,
  type FirstNight,
  POLICY_STATES,
  type Policy,
  type PolicyNight,
  type PolicyRules,
  type PolicyVersion,
  type ProposedRules,
} from '../../shared/domain/policies/policy.ts';
import type { Silence } from '../../shared/domain/policies/silence.ts';
import { STAGE_TYPES, type StageRule } from '../../shared/domain/policies/stage-rule.ts';
import { stageOf } from '../../shared/domain/policies/stages.ts';
import { proposedUntil } from '../../shared/domain/settings/loosening.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { arrayOf, optional, orNull, presenter, sharedFields, timestamp } from '../../shared/lambda/http/presenter.ts';

type Groups = Pick<Assets, 'groups'>;

interface About extends Groups, Partial<Pick<Assets, 'settings'>> {
  readonly details?: Details;
  /** By what nobody is heard. */
  readonly unheard?: readonly Unheard[];
}

/** A channel by which nobody is heard any more; null: by the API. */
interface Unheard extends Pick<Silence, 'since'> {
  readonly channel: Pick<Channel, 'uuid' | 'name'> | null;
}

const unheardShown = presenter<Unheard>()({
  since: [z.string(), ({ since }) => dayText(since)],
  channel: z.nullable(z.object({ uuid: z.uuid(), name: z.string() })),
});

interface Details {
  readonly nights: readonly PolicyNight[];
  readonly versions: readonly PolicyVersion[];
  readonly jobs: readonly Job[];
  /** For each stage in order; null for a policy that is not in shadow. */
  readonly firstNight: readonly FirstNight[] | null;
}

const groupShown = presenter<GroupId, Groups>()({
  uuid: [z.uuid(), (uuid) => uuid],
  name: [z.nullable(z.string()), (uuid, { groups }) => groups.get(uuid)?.name ?? null],
});

const makerShown = presenter<Policy['createdBy']>()({
  uuid: [z.string(), ({ id }) => id],
  name: [z.nullable(z.string()), ({ name }) => name || null],
});

const stageShown = presenter<StageRule, Groups>()({
  do: z.enum(STAGE_TYPES),
  key: z.string(),
  days: orNull(z.int()),
  after: orNull(z.int()),
  flow: orNull(z.uuid()),
  group: orNull(z.uuid()),
  /** What it does, in English. */
  words: [z.string(), (rule, assets) => stageOf(rule).words(rule, assets)],
});

interface Ruled {
  readonly rules: PolicyRules;
}

const ofRecords = Object.fromEntries(
  Object.entries(POLICY_FIELDS).map(([name, { answer }]) => [
    name,
    [answer, ({ rules }: Ruled) => valueIn(rules, name)],
  ]),
) as unknown as {
  readonly [Name in FieldName]: readonly [(typeof POLICY_FIELDS)[Name]['answer'], (from: Ruled) => never];
};

const RULES = sharedFields<Ruled, Groups>()({
  groups: [orNull(arrayOf(groupShown)), ({ rules }) => rules.selection.groups],
  query: [orNull(z.string()), ({ rules }) => rules.selection.query],
  exclude_groups: [arrayOf(groupShown), ({ rules }) => rules.selection.excludeGroups ?? []],
  clock: [z.enum(POLICY_CLOCKS), ({ rules: { clock } }) => (clock.of === 'status' ? clock.status : clock.of)],
  clock_field: [z.nullable(z.string()), ({ rules: { clock } }) => (clock.of === 'field' ? clock.field : null)],
  stages: [arrayOf(stageShown), ({ rules }) => rules.stages],
  ...ofRecords,
  control_group: [orNull(groupShown), ({ rules }) => rules.control.group],
});

type NightStage = PolicyNight['stages'][number] & { readonly firstNight: FirstNight | null };

const nightStageShown = presenter<NightStage>()({
  stage: z.string(),
  job: orNull(z.uuid()),
  /** An earlier job of the stage was still open, so nothing was done. */
  waits: [z.boolean(), ({ waits = false }) => waits],
  /** In shadow: how many it would have taken. */
  contacts: orNull(z.int()),
  estimated: [z.boolean(), ({ estimated = false }) => estimated],
  /** In shadow: whether a first night would have as many, if it were switched on now; else why not. */
  first_night: z.nullable(z.enum(FIRST_NIGHTS)),
  sample: [z.array(z.uuid()), ({ sample = [] }) => sample],
});

const nightShown = presenter<Pick<PolicyNight, 'day' | 'version' | 'state'> & { readonly stages: NightStage[] }>()({
  day: [z.string(), ({ day }) => dayText(day)],
  version: z.int(),
  state: z.enum(POLICY_STATES),
  stages: arrayOf(nightStageShown),
});

const versionShown = presenter<PolicyVersion, Groups>()({ ...RULES, version: z.int(), on: timestamp, by: makerShown });

/** A change that protects people less, until another administrator asks for the same. */
const proposedShown = presenter<ProposedRules, Groups>()({
  ...RULES,
  on: timestamp,
  by: makerShown,
  until: [timestamp, proposedUntil],
});

/** A job of a stage that has not ended; `reasons` say why a brake stopped it, the likeliest first. */
const waitingShown = presenter<Job>()({
  stage: [z.string(), ({ policy }) => policy?.stage ?? ''],
  job: [z.uuid(), ({ uuid }) => uuid],
  status: z.string(),
  contacts: [z.nullable(z.int()), ({ total }) => total],
  most: [orNull(z.int()), ({ policy, approval }) => approval?.limit?.most ?? policy?.most],
  /** What would be taken with it, where a limit of 30 days or of all policies has stopped it. */
  taken: [optional(z.int()), ({ approval }) => approval?.limit?.taken],
  reasons: [z.array(z.enum(BRAKE_REASONS)), ({ approval }) => approval?.reasons ?? []],
});

export const policyShown = presenter<Policy, About>('Policy')({
  ...RULES,
  uuid: z.uuid(),
  name: z.string(),
  /** Its stages follow from the settings, where they are changed. */
  builtin: [z.boolean(), () => false],
  position: z.int(),
  state: z.enum(POLICY_STATES),
  version: z.int(),
  /** Counts every change, also of its name, place and state. In a body, it keeps the changes of others. */
  revision: z.int(),
  begun_on: timestamp,
  /** The first day on which it acts, where a change has protected people less than before. */
  acts_from: [z.nullable(z.string()), ({ actsFrom }) => (actsFrom === undefined ? null : dayText(actsFrom))],
  proposed: orNull(proposedShown),
  created_on: timestamp,
  created_by: orNull(makerShown),
  /** Only with `uuid`: the last 60 nights, all versions, and what waits. */
  nights: [optional(arrayOf(nightShown)), (policy, { details }) => details && nightsOf(policy, details)],
  versions: [optional(arrayOf(versionShown)), (_, { details }) => details?.versions],
  waiting: [optional(arrayOf(waitingShown)), (_, { details }) => details?.jobs],
  /** Nothing is connected that a stage could tell, so that it waits with those after it. */
  untold: [z.boolean(), ({ rules }, { settings }) => settings !== undefined && hasUntoldStage(rules, settings)],
  /** By what nobody is heard, so that no step by the last sign of life is taken. Only when policies are read. */
  unheard: [
    optional(arrayOf(unheardShown)),
    ({ uuid, rules }, { unheard }) => (uuid === BUILT_IN || rules.clock.of === 'last_seen' ? unheard : unheard && []),
  ],
});

/** The policy that the settings are. It says the clock of its first stage. */
export function showBuiltIn({ settings, groups }: Pick<Assets, 'settings' | 'groups'>, unheard: readonly Unheard[]) {
  const { stages, ...shown } = policyShown.show(builtInPolicy(settings), { groups, unheard });
  const wordsOf = ({ do: type, days }: (typeof stages)[number]) =>
    type === 'flag'
      ? `flag as dormant after ${days} days without a sign of life`
      : `delete for good people archived and quiet for ${days} days`;
  return {
    ...shown,
    builtin: true,
    clock: 'last_seen',
    stages: stages.map((stage) => ({ ...stage, words: wordsOf(stage) })),
    begun_on: shown.created_on,
    created_by: null,
  };
}

/** Of another version nothing is said of first nights: they would be of this one. */
const nightsOf = ({ version, rules }: Policy, { nights, firstNight }: Details) =>
  nights.map((night) => ({
    ...night,
    stages: night.stages.map((one) => {
      const at = rules.stages.findIndex(({ key }) => key === one.stage);
      return { ...one, firstNight: (night.version === version && firstNight?.[at]) || null };
    }),
  }));
