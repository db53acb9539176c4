import { Box, Button, ColumnLayout } from '@cloudscape-design/components';
import { useFlows, useGroups } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type DraftStage, STAGE_TYPES } from './draft.ts';
import type { ErrorOf } from './form-errors.ts';
import { NumberField } from './number-field.tsx';

interface Props {
  readonly number: number;
  readonly stage: DraftStage;
  readonly errorOf: ErrorOf;
  readonly onChange: (stage: DraftStage) => void;
  readonly onRemove?: () => void;
}

/** One step: what it does, and after how many days. */
export function StageFields({ number, stage, errorOf, onChange, onRemove }: Props) {
  const { policies: texts, policyForm: form } = useTexts();
  const named = (label: string) => `${texts.step({ number })}: ${label}`;
  const error = (part: string) => errorOf(`stages.${number}.${part}`);
  return (
    <fieldset className="policy-step">
      <legend>
        <Box variant="h4">{texts.step({ number })}</Box>
      </legend>
      <ColumnLayout columns={3}>
        <ChoiceField
          label={texts.what}
          ariaLabel={named(texts.what)}
          description={form.stageHints[stage.do]}
          errorText={errorOf(`stages.${number}`)}
          options={STAGE_TYPES.map((value) => ({ value, label: texts.stages[value] }))}
          value={stage.do}
          // What does something else is another step: whom the old one took has not come to it.
          onChange={(type) => onChange({ ...stage, do: type, key: null })}
        />
        {number > 1 && (
          <NumberField
            label={texts.afterStage}
            ariaLabel={named(texts.afterStage)}
            description={form.afterHint}
            error={error('after')}
            value={stage.after}
            onChange={(after) => onChange({ ...stage, after })}
          />
        )}
        <NumberField
          label={number === 1 ? texts.afterClock : form.notBefore}
          ariaLabel={named(number === 1 ? texts.afterClock : form.notBefore)}
          description={number === 1 ? form.daysHint : form.notBeforeHint}
          error={error('days')}
          value={stage.days}
          onChange={(days) => onChange({ ...stage, days })}
        />
        <StageTarget stage={stage} error={error} onChange={onChange} />
      </ColumnLayout>
      {onRemove && (
        <Button variant="link" onClick={onRemove}>
          {texts.removeStep({ number })}
        </Button>
      )}
    </fieldset>
  );
}

interface TargetProps extends Pick<Props, 'stage' | 'onChange'> {
  readonly error: (part: string) => string;
}

/** The flow or the group that a step names. */
function StageTarget({ stage, error, onChange }: TargetProps) {
  const { policies: texts, policyForm: form } = useTexts();
  const flows = useFlows().data ?? [];
  const groups = (useGroups().data ?? []).filter(({ query }) => query === null);
  if (stage.do === 'start_flow')
    return (
      <ChoiceField
        label={texts.flow}
        description={flows.length === 0 ? form.noFlows : form.flowHint}
        errorText={error('flow')}
        options={flows.map(({ uuid, name }) => ({ value: uuid, label: name }))}
        value={stage.flow}
        onChange={(flow) => onChange({ ...stage, flow })}
      />
    );
  if (stage.do === 'add_to_group')
    return (
      <ChoiceField
        label={texts.group}
        description={form.groupHint}
        errorText={error('group')}
        options={groups.map(({ uuid, name }) => ({ value: uuid, label: name }))}
        value={stage.group}
        onChange={(group) => onChange({ ...stage, group })}
      />
    );
  return null;
}
