import { Box, Button, ExpandableSection, SpaceBetween } from '@cloudscape-design/components';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { CalendarFields } from './calendar-fields.tsx';
import { ClockFields } from './clock-fields.tsx';
import { type Draft, type DraftStage, nextStep, withoutStep } from './draft.ts';
import { errorsOf, type FormPart, type Refused } from './form-errors.ts';
import { PeopleFields } from './people-fields.tsx';
import { ProtectionFields } from './protection-fields.tsx';
import { StageFields } from './stage-fields.tsx';

interface Props {
  readonly draft: Draft;
  readonly refused: Refused;
  readonly onChange: (draft: Draft) => void;
}

/** All that a draft says: whom it is for, its clock and steps, when it works, and what protects people. */
export function DraftForm({ draft, refused, onChange }: Props) {
  const texts = useTexts();
  const { policyForm: form } = texts;
  const part: FormPart = {
    draft,
    errorOf: errorsOf(draft, refused, texts),
    change: (some) => onChange({ ...draft, ...some }),
  };
  return (
    <SpaceBetween size="l">
      <PeopleFields {...part} />
      <ClockFields {...part} />
      <Steps {...part} />
      <Fold title={form.when} hint={form.whenHint} isWrong={isWrong('weekdays', 'days_off', 'max_rate')}>
        <CalendarFields {...part} />
      </Fold>
      <Fold
        title={form.protection}
        hint={form.protectionHint}
        isWrong={isWrong('brake_share', 'brake_contacts', 'wait_days', 'control_share', 'control_group')}
      >
        <ProtectionFields {...part} />
      </Fold>
    </SpaceBetween>
  );

  function isWrong(...fields: string[]): boolean {
    return fields.some((field) => part.errorOf(field) !== '');
  }
}

interface FoldProps {
  readonly title: string;
  readonly hint: string;
  readonly isWrong: boolean;
  readonly children: ReactNode;
}

/** A part of the form that is closed at first. It opens where something in it is wrong. */
function Fold({ title, hint, isWrong, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <ExpandableSection
      headerText={title}
      headerDescription={hint}
      headingTagOverride="h3"
      expanded={open || isWrong}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {children}
    </ExpandableSection>
  );
}

const [, MOST_STEPS] = LIMITS.policies.stages;

function Steps({ draft, errorOf, change }: FormPart) {
  const { policies: texts, policyForm: form } = useTexts();
  const { stages } = draft;
  const setStage = (stage: DraftStage) => change({ stages: stages.map((one) => (one.id === stage.id ? stage : one)) });
  const error = errorOf('stages');
  return (
    <SpaceBetween size="m">
      <div>
        <Box variant="h3">{form.steps}</Box>
        <Box color="text-body-secondary">{form.stepsHint}</Box>
        {error !== '' && <Box color="text-status-error">{error}</Box>}
      </div>
      {stages.map((stage, at) => (
        <StageFields
          key={stage.id}
          number={at + 1}
          stage={stage}
          errorOf={errorOf}
          onChange={setStage}
          {...(stages.length > 1 && { onRemove: () => change({ stages: withoutStep(stages, stage.id) }) })}
        />
      ))}
      <Button
        iconName="add-plus"
        disabled={stages.length >= MOST_STEPS}
        disabledReason={form.mostSteps({ most: MOST_STEPS })}
        onClick={() => change({ stages: [...stages, nextStep(draft)] })}
      >
        {texts.addStep}
      </Button>
    </SpaceBetween>
  );
}
