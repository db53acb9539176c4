import { Box, Button, ColumnLayout } from '@cloudscape-design/components';
import { useFlows, useGroups } from '../../common/api/index.ts';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type DraftStage, STAGE_TYPES } from './draft.ts';

interface Props {
  readonly number: number;
  readonly stage: DraftStage;
  readonly onChange: (stage: DraftStage) => void;
  readonly onRemove?: () => void;
}

/** One step: what it does, and after how many days. */
export function StageFields({ number, stage, onChange, onRemove }: Props) {
  const { policies: texts } = useTexts();
  const flows = useFlows().data ?? [];
  const groups = (useGroups().data ?? []).filter(({ query }) => query === null);
  const named = (label: string) => `${texts.step(number)}: ${label}`;
  return (
    <fieldset className="policy-step">
      <legend>
        <Box variant="h3">{texts.step(number)}</Box>
      </legend>
      <ColumnLayout columns={3}>
        <ChoiceField
          label={texts.what}
          ariaLabel={named(texts.what)}
          options={STAGE_TYPES.map((value) => ({ value, label: texts.stages[value] }))}
          value={stage.do}
          // What does something else is another step: whom the old one took has not come to it.
          onChange={(type) => onChange({ ...stage, do: type, key: null })}
        />
        <TextField
          type="number"
          inputMode="numeric"
          label={number === 1 ? texts.afterClock : texts.afterStage}
          ariaLabel={named(number === 1 ? texts.afterClock : texts.afterStage)}
          value={Number.isNaN(stage.days) ? '' : String(stage.days)}
          onChange={(days) => onChange({ ...stage, days: Number.parseInt(days, 10) })}
        />
        {stage.do === 'start_flow' && (
          <ChoiceField
            label={texts.flow}
            options={flows.map(({ uuid, name }) => ({ value: uuid, label: name }))}
            value={stage.flow}
            onChange={(flow) => onChange({ ...stage, flow })}
          />
        )}
        {stage.do === 'add_to_group' && (
          <ChoiceField
            label={texts.group}
            options={groups.map(({ uuid, name }) => ({ value: uuid, label: name }))}
            value={stage.group}
            onChange={(group) => onChange({ ...stage, group })}
          />
        )}
      </ColumnLayout>
      {onRemove && (
        <Button variant="link" onClick={onRemove}>
          {texts.removeStep(number)}
        </Button>
      )}
    </fieldset>
  );
}
