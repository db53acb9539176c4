import { SpaceBetween } from '@cloudscape-design/components';
import { CHOICES, useFields } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { ClockName } from './draft.ts';
import type { FormPart } from './form-errors.ts';

const CLOCKS: readonly ClockName[] = CHOICES.policies.clock;

/** What days are counted from. */
export function ClockFields({ draft, change, errorOf }: FormPart) {
  const { policies, policyForm: texts } = useTexts();
  const dates = (useFields().data ?? []).filter(({ type }) => type === 'datetime');
  return (
    <SpaceBetween size="m">
      <ChoiceField
        label={policies.clock}
        description={texts.clockHints[draft.clock]}
        errorText={errorOf('clock')}
        options={CLOCKS.map((value) => ({ value, label: policies.clocks[value] }))}
        value={draft.clock}
        onChange={(clock) => change({ clock })}
      />
      {draft.clock === 'field' && (
        <ChoiceField
          label={policies.field}
          description={dates.length === 0 ? texts.noDates : texts.fieldHint}
          errorText={errorOf('clock_field')}
          options={dates.map(({ key, name }) => ({ value: key, label: name }))}
          value={draft.clock_field}
          onChange={(field) => change({ clock_field: field })}
        />
      )}
    </SpaceBetween>
  );
}
