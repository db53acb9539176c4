import type { Caller } from '../workspace.ts';
import { isOwnJob } from './approval.ts';
import { broughtMostIn } from './brought-in.ts';
import type { AnyWork, Job } from './job.ts';
import { kindOf } from './kinds/index.ts';

/** What somebody can do with a job that is there. */
export const STEPS = [
  'run',
  'approve',
  'decline',
  'set_start',
  'set_rate',
  'pause',
  'resume',
  'interrupt',
  'undo',
  'repeat',
] as const;
type StepName = (typeof STEPS)[number];

/** What a second person says of a job that waits for one. */
export const isDecision = (step: StepName): step is 'approve' | 'decline' => step === 'approve' || step === 'decline';

type SteeredJob = Pick<Job<AnyWork>, 'work' | 'createdBy' | 'owner' | 'approval' | 'policy'>;
type Steering = Pick<Caller, 'id' | 'role' | 'owner' | 'readOnly'>;

/**
 * Whether a caller may take a step of a job: as its kind says, so that nobody finishes or ends what they may not start.
 * Editors may pause every job, because a pause loses nothing and stops a mistake. Nobody decides about their own job,
 * nor approves one over people whom they mostly brought in.
 */
export function maySteer(job: SteeredJob, step: StepName, caller: Steering): boolean {
  const { id, role, readOnly } = caller;
  if (role === 'viewer' || readOnly || (isDecision(step) && isOwnJob(job, caller))) return false;
  if (step === 'approve' && broughtMostIn(job, caller)) return false;
  if (role === 'administrator' || step === 'pause') return true;
  // Only administrators make policies, so only they let one go on.
  if (job.policy !== undefined) return false;
  const { steeredBy } = kindOf(job);
  return steeredBy === 'writers' || (steeredBy === 'starter' && job.createdBy === id);
}

/** The steps that a caller may take of a job and that its kind has. The job's status may still refuse them. */
export function stepsFor(job: SteeredJob & Pick<Job, 'status'>, caller: Steering): StepName[] {
  const { refuseUndo, atOnce = false } = kindOf(job);
  const lacks = (step: StepName) =>
    (step === 'undo' && refuseUndo !== null) ||
    (step === 'set_start' && atOnce) ||
    (isDecision(step) && job.status !== 'awaiting_approval');
  return STEPS.filter((step) => !lacks(step) && maySteer(job, step, caller));
}
