import { Wizard } from '@cloudscape-design/components';
import { type ReactNode, useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Job } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';

interface Props {
  readonly step: Step;
  readonly description: ReactNode;
  readonly children: ReactNode;
  readonly error?: ReactNode;
  /** The text of the last button. */
  readonly submit?: string;
  readonly busy: boolean;
  /** Replaces the buttons at the end. */
  readonly actions?: ReactNode;
  readonly onNavigate: (step: Step) => void;
  readonly onSubmit?: () => void;
}

/** The steps of an import. Leaving it loses nothing: the import stays, and so does what was not sent yet. */
export function ImportWizard({ step, children, description, error, submit, busy, actions, ...on }: Props) {
  const { imports: texts } = useTexts();
  const [, navigate] = useLocation();
  useHeadingFocus();
  return (
    <Wizard
      steps={STEPS.map((one) => ({
        title: texts.steps[one],
        description: one === step ? description : null,
        content: one === step ? children : null,
        errorText: one === step ? error : null,
      }))}
      activeStepIndex={STEPS.indexOf(step)}
      submitButtonText={submit ?? ''}
      isLoadingNextStep={busy}
      customPrimaryActions={actions}
      onNavigate={({ detail }) => on.onNavigate(STEPS[detail.requestedStepIndex] ?? 'files')}
      onSubmit={() => on.onSubmit?.()}
      onCancel={() => navigate('/imports')}
    />
  );
}

/** Gives the focus to the heading when the button that had it is gone with the screen before. */
function useHeadingFocus(): void {
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('#content h1')?.focus();
  }, []);
}

const STEPS = ['files', 'refusals', 'columns', 'problems', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

const DEFAULT: Step = 'refusals';

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
  if (preview.asks !== null) return 'refusals';
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
