import { Checkbox, FormField, Input, Select, Textarea } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { textFor, useTexts } from '../../common/texts/index.ts';
import type { Control, Value } from './controls.ts';
import { EventTypes, eventsAsText, eventsOfText } from './event-types.tsx';
import { Picker } from './picker.tsx';

interface Props {
  readonly control: Control;
  readonly value: Value;
  readonly error: string;
  readonly onChange: (value: Value) => void;
}

export function Setting({ control: { id, kind, options = [] }, value, error, onChange }: Props) {
  const { settings: texts } = useTexts();
  const { may } = useSession();
  const readOnly = !may('administer');
  const label = textFor(texts.labels, id) ?? id;
  const hint = textFor(texts.hints, id);
  if (kind === 'flag')
    return (
      <Checkbox
        checked={value === true}
        readOnly={readOnly}
        description={hint}
        onChange={({ detail }) => onChange(detail.checked)}
      >
        {label}
      </Checkbox>
    );
  if (kind === 'events')
    return (
      <EventTypes
        label={label}
        value={eventsOfText(String(value))}
        onChange={(types) => onChange(eventsAsText(types))}
      />
    );
  const choices = options.map((one) => ({ value: one, label: textFor(texts.choices, one) ?? one }));
  const typed = { value: String(value), readOnly };
  const change = ({ detail }: { readonly detail: { readonly value: string } }) => onChange(detail.value);
  return (
    <FormField label={label} description={hint} errorText={error}>
      {kind === 'choice' && (
        <Select
          options={choices}
          selectedOption={choices.find((one) => one.value === value) ?? null}
          readOnly={readOnly}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      )}
      {(kind === 'country' || kind === 'timezone' || kind === 'currency' || kind === 'languages') && (
        <Picker kind={kind} value={String(value)} readOnly={readOnly} onChange={onChange} />
      )}
      {kind === 'area' && <Textarea {...typed} rows={4} onChange={change} />}
      {kind === 'text' && <Input {...typed} onChange={change} />}
      {kind === 'decimal' && <Input {...typed} inputMode="decimal" onChange={change} />}
      {kind === 'number' && <Input {...typed} inputMode="numeric" onChange={change} />}
    </FormField>
  );
}
