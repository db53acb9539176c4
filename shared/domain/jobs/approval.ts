/** Large jobs of some kinds wait until a second person approves them (ADR 086). */
import { APPROVAL_HOURS, type ApprovalKind, MICROS_PER_HOUR } from '../approvals.ts';
import { addDays, type Instant, instant } from '../instant.ts';
import type { Actor, Caller } from '../workspace.ts';
import type { AnyWork, Approval, Job } from './job.ts';
import { kindOf } from './kinds/index.ts';

/**
 * What a second person would have to approve, or null. What the service does by itself follows from settings, which
 * were approved; what policies do does not.
 */
export const approvalKindOf = <W extends AnyWork>(
  job: Pick<Job<W>, 'work' | 'createdBy' | 'policy'>,
): ApprovalKind | null =>
  job.createdBy === 'system' && job.policy === undefined ? null : (kindOf(job).approval?.(job.work) ?? null);

/** Files are kept for a day; two hours of it are left for the work. */
const HOURS_OF_FILES = 22;

/** The question for a second person, which a job with files asks no longer than they are kept. */
export function approvalOf(job: Job, kind: Approval['kind'], asked: Actor, now: Instant): Approval {
  const until = now + APPROVAL_HOURS * MICROS_PER_HOUR;
  const kept = kindOf(job).atOnce ? job.createdOn + HOURS_OF_FILES * MICROS_PER_HOUR : until;
  return { kind, asked, askedOn: now, until: instant(Math.min(until, kept)) };
}

/** How long a stage of a policy waits for a person: a month, after which its night is over. */
const BRAKE_DAYS = 30;

/** Whether a stage of a policy has more contacts than one night may take. */
export function isBraked({ policy }: Pick<Job, 'policy'>, contacts: number): boolean {
  const { most = null } = policy ?? {};
  return most !== null && contacts > most;
}

/** The question whether a stage may take that many all the same, with what is known of why they are so many. */
export const brakeOf = (
  job: Job,
  why: Pick<Approval, 'reasons' | 'addedBy' | 'limit' | 'usual'>,
  now: Instant,
): Approval => ({
  kind: 'brake',
  ...why,
  asked: creatorOf(job),
  askedOn: now,
  until: addDays(now, BRAKE_DAYS),
});

type Behind = Pick<Job, 'createdBy' | 'creator' | 'owner' | 'policy'>;

/** Whoever is behind a job; behind a policy's, the person who made its version, or switched it on. */
export const askerOf = ({ policy, ...job }: Behind): Actor => policy?.by ?? job.owner ?? creatorOf(job);

const creatorOf = ({ createdBy, creator }: Omit<Behind, 'owner' | 'policy'>): Actor => ({
  id: createdBy as Actor['id'],
  name: creator ?? '',
});

/**
 * Whether somebody made or ran the job, themselves or by a token that they own. A policy's is of whoever made its
 * version and of whoever made it begin, except where only its brake asks: that is no second person's question.
 */
export function isOwnJob(
  job: Pick<Job, 'createdBy' | 'owner' | 'approval' | 'policy'>,
  { id, owner }: Pick<Caller, 'id' | 'owner'>,
): boolean {
  const { createdBy, approval, policy } = job;
  const makers = approval?.kind === 'brake' ? [] : [policy?.madeBy?.id, policy?.by?.id];
  const behind: readonly (string | undefined)[] = [createdBy, job.owner?.id, approval?.asked.id, ...makers];
  return behind.includes(id) || (owner !== undefined && behind.includes(owner.id));
}

/** Whether nobody has approved it in time. It has ended, even before that is stored. */
export const isApprovalExpired = ({ status, approval }: Pick<Job, 'status' | 'approval'>, now: Instant): boolean =>
  status === 'awaiting_approval' && approval != null && approval.until <= now;
