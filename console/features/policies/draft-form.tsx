import { Box, Button, ColumnLayout, ExpandableSection, SpaceBetween } from '@cloudscape-design/components';
import { type ReactNode, useState } from 'react';
import { LIMITS, useGroups } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { ClockFields } from './clock-fields.tsx';
import { type Draft, type DraftStage, nextStep, withoutStep } from './draft.ts';
import { errorsOf, type FormPart, type Refused } from './form-errors.ts';
import { PeopleFields } from './people-fields.tsx';
import { fieldsIn, PolicyField } from './policy-field.tsx';
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
      <Fold title={form.when} hint={form.whenHint} isWrong={isWrong(fieldsIn('when'))}>
        <SpaceBetween size="m">{fieldsOf('when')}</SpaceBetween>
      </Fold>
      <Fold
        title={form.protection}
        hint={form.protectionHint}
        isWrong={isWrong([...fieldsIn('protection'), { name: 'control_group' }])}
      >
        <ColumnLayout columns={2}>
          {fieldsOf('protection')}
          <ControlGroup {...part} />
        </ColumnLayout>
      </Fold>
    </SpaceBetween>
  );

  function fieldsOf(name: 'when' | 'protection') {
    return fieldsIn(name).map((field) => <PolicyField key={field.name} field={field} {...part} />);
  }

  function isWrong(fields: readonly { readonly name: string }[]): boolean {
    return fields.some(({ name }) => part.errorOf(name) !== '');
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

/** Stands for no group in a choice. */
const NONE = '';

/** The group whose members are never touched. */
function ControlGroup({ draft, change, errorOf }: FormPart) {
  const { policyForm: texts, storedPolicies } = useTexts();
  const { data: groups = [], isSuccess } = useGroups();
  const { control_group: group } = draft;
  const isGone = isSuccess && group !== null && !groups.some(({ uuid }) => uuid === group);
  return (
    <ChoiceField
      label={texts.controlGroup}
      description={texts.controlGroupHint}
      errorText={errorOf('control_group')}
      options={[
        { value: NONE, label: texts.noGroup },
        ...groups.map(({ uuid, name }) => ({ value: uuid, label: name })),
        ...(isGone ? [{ value: group, label: storedPolicies.unnamedGroup }] : []),
      ]}
      value={group ?? NONE}
      onChange={(chosen) => change({ control_group: chosen === NONE ? null : chosen })}
    />
  );
}
