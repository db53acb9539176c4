import { useSearchParams } from 'wouter';
import type { Job } from '../../common/api/index.ts';
import type { Import, ImportPreview } from './api.ts';

export const STEPS = ['files', 'columns', 'problems', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

const DEFAULT: Step = 'columns';

export const isAfter = (one: Step, other: Step): boolean => STEPS.indexOf(one) > STEPS.indexOf(other);

/**
 * The step that the page's address names, so that a reload and the browser's Back keep it, but none after `furthest`.
 */
export function useStep(furthest: Step): readonly [Step, (step: Step) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = STEPS.find((step) => step === search.get('step')) ?? DEFAULT;
  return [isAfter(asked, furthest) ? furthest : asked, (step) => setSearch({ step })];
}

/** The last step that an import is ready for. Files that are being read may allow any. */
export function furthestStep({ preview, problem }: Import, job: Job | null): Step {
  if (job?.status === 'pending') return 'confirm';
  if (!preview || problem !== null || preview.rows === 0) return 'files';
  if (preview.consent.some(({ decision }) => decision === 'undecided')) return 'columns';
  return job?.total === 0 || isBlocked(preview) ? 'problems' : 'confirm';
}

/** Whether cells may be opt-outs that could not be read, so that the service refuses the run. */
export const isBlocked = ({ problems }: ImportPreview): boolean => problems.some(({ blocks }) => blocks);

/** Whether a job has not begun to change contacts: its import is still in the wizard. */
export const isPreviewing = ({ status, started_on, total }: Job): boolean =>
  status === 'pending' ||
  status === 'ready' ||
  (started_on === null && ['interrupted', 'failed'].includes(status)) ||
  (status === 'completed' && total === 0);
