import type { Status } from '../../contacts/contact.ts';
import type { FlowId, JobId } from '../../ids.ts';
import { clockName } from '../../policies/clock.ts';
import type { StageRule } from '../../policies/stage-rule.ts';
import type { Selection } from '../../selection/selection.ts';
import type { Assets } from '../../workspace.ts';
import type { Job } from '../job.ts';
import { kindOf } from '../kinds/index.ts';
import { type Chosen, chosenIn } from './chosen.ts';
import type { Deed } from './deeds.ts';

/** What a job does, in parts of which a sentence is made in any language. What is not known is absent. */
export interface Summary extends Doing {
  /** Whoever asked for it; null: the service. */
  readonly who: string | null;
  /** It has not begun. */
  readonly asks: boolean;
  readonly undoes?: Doing;
  readonly policy?: SummaryPolicy;
  /** More than `most` wait for a person. `taken`: with those who count together with them. `usual`: in a night. */
  readonly brake?: { readonly most: number; readonly taken?: number; readonly usual?: number };
  /** So many have another value, which is lost. */
  readonly replaces?: number;
}

interface Doing {
  readonly does: Deed;
  /** Null: they are not counted yet. */
  readonly people: number | null;
  readonly chosen?: Chosen<string>;
  /** Of a group, flow or field; null: it is gone. */
  readonly name?: string | null;
  /** The group that people leave; null: it is gone. */
  readonly from?: string | null;
  readonly language?: string;
  readonly days?: number;
  readonly value?: string;
  /** What the flow may make of people. */
  readonly sets?: readonly Status[];
}

interface SummaryPolicy {
  readonly name: string;
  /** From 1; absent where the policy has other steps now. */
  readonly step?: number;
  /** What its days count from, `field:<key>` for a field. */
  readonly clock?: string;
  readonly days?: number;
  /** So many days after the step before. */
  readonly after?: number;
}

/** The present names of what jobs are for, and of who caused them, if the jobs do not keep them. */
export interface JobNames extends Pick<Assets, 'groups' | 'fields' | 'policies'> {
  readonly flows: ReadonlyMap<FlowId, { readonly name: string; readonly sets?: readonly Status[] }>;
  readonly actors: ReadonlyMap<string, string>;
  /** Those that others undo. */
  readonly jobs: ReadonlyMap<JobId, Job>;
}

/** What only the job's input tells. */
export interface SummaryDetails {
  /** Absent: what the job keeps of it is told. */
  readonly selection?: Selection;
  readonly value?: string | null;
}

const NOT_BEGUN: ReadonlySet<Job['status']> = new Set(['pending', 'ready', 'awaiting_approval', 'waiting']);

export function summaryOf(job: Job, names: JobNames, details?: SummaryDetails): Summary {
  const { approval, warned } = job;
  const { job: undone } = kindOf(job).target(job.work);
  const earlier = undone && names.jobs.get(undone);
  const most = approval?.limit?.most ?? job.policy?.most ?? null;
  const asker = approval?.asked.name || job.creator || names.actors.get(job.createdBy);
  return {
    ...doingOf(job, names, details),
    who: asker || null,
    asks: NOT_BEGUN.has(job.status),
    ...(earlier && { undoes: doingOf(earlier, names) }),
    ...(job.policy && { policy: policyOf(job.policy, names) }),
    ...(most !== null && { brake: brakeOf(most, approval) }),
    ...(warned['replaces'] && { replaces: warned['replaces'] }),
  };
}

function brakeOf(most: number, approval: Job['approval']): NonNullable<Summary['brake']> {
  const { limit, usual } = approval ?? {};
  return { most, ...(limit && { taken: limit.taken }), ...(usual !== undefined && { usual }) };
}

function doingOf(job: Job, names: JobNames, details?: SummaryDetails): Doing {
  const kind = kindOf(job);
  const { group, from, flow, field, language, days } = kind.target(job.work);
  const started = flow && names.flows.get(flow);
  const nameOf = (uuid: typeof group) => names.groups.get(uuid as NonNullable<typeof group>)?.name ?? null;
  const does = details?.value === null || details?.value === '' ? 'clear_field' : kind.does(job.work);
  const chosen = details?.selection ? chosenIn(details.selection) : job.chosen;
  return {
    does: does === 'take_step' ? (stepOf(job.policy, names)?.does ?? does) : does,
    people: job.total,
    ...(chosen && kind.body && !job.policy && { chosen: namedChosen(chosen, names) }),
    ...(group && { name: nameOf(group) }),
    ...(flow && { name: started?.name ?? null }),
    ...(started?.sets?.length && { sets: started.sets }),
    ...(field && { name: names.fields.get(field)?.name ?? field }),
    ...(from && { from: nameOf(from) }),
    ...(language && { language }),
    ...(days !== undefined && { days }),
    ...(details?.value && { value: details.value }),
  };
}

/** Groups that are gone have no name: where all are, the people are only counted. */
function namedChosen({ groups, ...rest }: Chosen, { groups: known }: JobNames): Chosen<string> {
  if (groups === undefined) return rest;
  const named = groups.flatMap((uuid) => known.get(uuid)?.name ?? []);
  return named.length === 0 ? { by: 'hand' } : { ...rest, groups: named };
}

type JobPolicy = NonNullable<Job['policy']>;

/** A job's step as its policy has it now; undefined when there is another version. */
function stepOf(of: JobPolicy | undefined, { policies = [] }: JobNames) {
  const found = policies.find(({ uuid, version }) => uuid === of?.uuid && version === of.version);
  const at = found?.rules.stages.findIndex(({ key }) => key === of?.stage) ?? -1;
  const rule = found?.rules.stages[at];
  return found && rule && { step: at + 1, clock: clockName(found.rules.clock), rule, does: TOLD_BY[rule.do] };
}

/** Steps whose work alone does not say what they do. */
const TOLD_BY: Partial<Readonly<Record<StageRule['do'], Deed>>> = { tell: 'tell', stop_sending: 'stop_sending' };

function policyOf(of: JobPolicy, names: JobNames): SummaryPolicy {
  const { name } = of;
  const found = stepOf(of, names);
  if (found === undefined) return { name };
  const { step, clock, rule } = found;
  const { days, after } = rule;
  return { name, step, ...(days !== undefined && { clock, days }), ...(after !== undefined && { after }) };
}
