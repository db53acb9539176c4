import { Wizard } from '@cloudscape-design/components';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../../common/texts/index.ts';
import { STEPS, type Step } from './steps.ts';

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

/** The four steps of an import. Leaving it loses nothing: the import stays, and so does what was not sent yet. */
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
