import type { GroupId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { builtInPolicy } from '../../shared/domain/policies/built-in.ts';
import { dayText } from '../../shared/domain/policies/days.ts';
import { shownFields } from '../../shared/domain/policies/fields.ts';
import type {
  FirstNight,
  Policy,
  PolicyNight,
  PolicyRules,
  PolicyVersion,
} from '../../shared/domain/policies/policy.ts';
import { stageOf } from '../../shared/domain/policies/stages.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import type { ShownPolicy, ShownRules } from './answers.schema.ts';

function showRules(rules: PolicyRules, assets: Pick<Assets, 'groups'>): ShownRules {
  const { selection, clock, stages, control } = rules;
  const named = (uuid: GroupId) => ({ uuid, name: assets.groups.get(uuid)?.name ?? null });
  return {
    groups: selection.groups?.map(named) ?? null,
    query: selection.query ?? null,
    exclude_groups: (selection.excludeGroups ?? []).map(named),
    clock: clock.of === 'status' ? clock.status : clock.of,
    clock_field: clock.of === 'field' ? clock.field : null,
    stages: stages.map((rule) => ({
      do: rule.do,
      key: rule.key,
      days: rule.days ?? null,
      after: rule.after ?? null,
      flow: rule.flow ?? null,
      group: rule.group ?? null,
      words: stageOf(rule).words(rule, assets),
    })),
    ...shownFields(rules),
    control_group: control.group ? named(control.group) : null,
  };
}

export const showPolicy = (policy: Policy, assets: Pick<Assets, 'groups'>): ShownPolicy => ({
  uuid: policy.uuid,
  name: policy.name,
  builtin: false,
  position: policy.position,
  state: policy.state,
  version: policy.version,
  revision: policy.revision,
  ...showRules(policy.rules, assets),
  begun_on: formatInstant(policy.begunOn),
  created_on: formatInstant(policy.createdOn),
  created_by: showMaker(policy.createdBy),
});

/** The policy that the settings are. It says the clock of its first stage. */
export function showBuiltIn({ settings, groups }: Pick<Assets, 'settings' | 'groups'>): ShownPolicy {
  const { stages, ...shown } = showPolicy(builtInPolicy(settings), { groups });
  const wordsOf = ({ do: type, days }: (typeof stages)[number]) =>
    type === 'flag'
      ? `flag as dormant after ${days} days without a sign of life`
      : `delete for good who has been archived and quiet for ${days} days`;
  return {
    ...shown,
    builtin: true,
    clock: 'last_seen',
    stages: stages.map((stage) => ({ ...stage, words: wordsOf(stage) })),
    begun_on: shown.created_on,
    created_by: null,
  };
}

interface Details {
  readonly nights: readonly PolicyNight[];
  readonly versions: readonly PolicyVersion[];
  readonly jobs: readonly Job[];
  /** For each stage in order; null for a policy that is not in shadow. */
  readonly firstNight: readonly FirstNight[] | null;
}

/** A policy with its last nights, its versions, and what waits for a person. */
export function showDetails(policy: Policy, assets: Pick<Assets, 'groups'>, details: Details): ShownPolicy {
  // Of another version nothing is said: a first night would be of this one.
  const firstNight = (version: number, stage: string) =>
    version === policy.version
      ? (details.firstNight?.[policy.rules.stages.findIndex(({ key }) => key === stage)] ?? null)
      : null;
  return {
    ...showPolicy(policy, assets),
    nights: details.nights.map(({ day, version, state, stages }) => ({
      day: dayText(day),
      version,
      state,
      stages: stages.map(({ stage, job, waits, contacts, estimated, sample = [] }) => ({
        stage,
        job: job ?? null,
        waits: waits === true,
        contacts: contacts ?? null,
        estimated: estimated === true,
        first_night: firstNight(version, stage),
        sample: [...sample],
      })),
    })),
    versions: details.versions.map(({ version, rules, on, by }) => ({
      version,
      on: formatInstant(on),
      by: showMaker(by),
      ...showRules(rules, assets),
    })),
    waiting: details.jobs.map((job) => ({
      stage: job.policy?.stage ?? '',
      job: job.uuid,
      status: job.status,
      contacts: job.total,
      most: job.policy?.most ?? null,
      reasons: [...(job.approval?.reasons ?? [])],
    })),
  };
}

const showMaker = ({ id, name }: Policy['createdBy']) => ({ uuid: id, name: name || null });
