import { Button, SpaceBetween } from '@cloudscape-design/components';
import { CHOICES, useFields } from '../../common/api/index.ts';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type ClockName, type Draft, type DraftStage, nextStep } from './draft.ts';
import { StageFields } from './stage-fields.tsx';

interface Props {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const CLOCKS: readonly ClockName[] = CHOICES.policy_simulations.clock;

/** What a draft says: its clock, whom it is for, and its steps. */
export function DraftForm({ draft, onChange }: Props) {
  const { policies: texts } = useTexts();
  const fields = useFields().data ?? [];
  const dates = fields.filter(({ type }) => type === 'datetime');
  const setStage = (stage: DraftStage) =>
    onChange({ ...draft, stages: draft.stages.map((one) => (one.id === stage.id ? stage : one)) });
  return (
    <SpaceBetween size="m">
      <ChoiceField
        label={texts.clock}
        options={CLOCKS.map((value) => ({ value, label: texts.clocks[value] }))}
        value={draft.clock}
        onChange={(clock) => onChange({ ...draft, clock })}
      />
      {draft.clock === 'field' && (
        <ChoiceField
          label={texts.field}
          options={dates.map(({ key, name }) => ({ value: key, label: name }))}
          value={draft.field}
          onChange={(field) => onChange({ ...draft, field })}
        />
      )}
      <TextField
        label={texts.query}
        description={texts.queryHint}
        value={draft.query}
        onChange={(query) => onChange({ ...draft, query })}
      />
      {draft.stages.map((stage, at) => (
        <StageFields
          key={stage.id}
          number={at + 1}
          stage={stage}
          onChange={setStage}
          {...(draft.stages.length > 1 && {
            onRemove: () => onChange({ ...draft, stages: draft.stages.filter(({ id }) => id !== stage.id) }),
          })}
        />
      ))}
      <Button iconName="add-plus" onClick={() => onChange({ ...draft, stages: [...draft.stages, nextStep(draft)] })}>
        {texts.addStep}
      </Button>
    </SpaceBetween>
  );
}
