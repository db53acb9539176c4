import { Button, Checkbox, ColumnLayout, FormField, Input, Select, Textarea } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Settings, useSession } from '../../common/api/index.ts';
import { HtmlForm, Problem, Section } from '../../common/components/index.ts';
import { problemAt, textFor, useTexts } from '../../common/texts/index.ts';
import { type Change, useSaving } from './api.ts';
import type { Control, Value } from './controls.ts';
import { type EventType, EventTypes } from './event-types.tsx';
import { Picker } from './picker.tsx';

interface Props {
  readonly title: string;
  readonly hint: string | undefined;
  readonly settings: Settings;
  readonly controls: readonly Control[];
}

/** Settings that are saved together. Only changed settings are sent. */
export function SettingsSection({ title, hint, settings, controls }: Props) {
  const texts = useTexts();
  const { may } = useSession();
  const save = useSaving();
  const [typed, setTyped] = useState<Readonly<Record<string, Value>>>({});
  const inControl = (control: Control) => typed[control.id] ?? control.read(settings);
  const changed = controls.filter((control) => inControl(control) !== control.read(settings));
  const errors = controls.map(({ id }) => problemAt(save.error, placeOf(id), texts));
  const submit = () => {
    const change: Change = {};
    for (const one of changed) Object.assign(change, one.write(inControl(one), settings, change));
    save.mutate(change, { onSuccess: () => setTyped({}) });
  };
  return (
    <HtmlForm onSubmit={submit}>
      <Section
        title={title}
        description={hint}
        actions={
          may('administer') && (
            <Button formAction="submit" disabled={changed.length === 0} loading={save.isPending}>
              {texts.words.save}
            </Button>
          )
        }
      >
        {save.error && errors.every((error) => error === '') && <Problem error={save.error} />}
        <ColumnLayout columns={2}>
          {controls.map((control, index) => (
            <Setting
              key={control.id}
              control={control}
              value={inControl(control)}
              error={errors[index] ?? ''}
              onChange={(value) => setTyped({ ...typed, [control.id]: value })}
            />
          ))}
        </ColumnLayout>
      </Section>
    </HtmlForm>
  );
}

interface SettingProps {
  readonly control: Control;
  readonly value: Value;
  readonly error: string;
  readonly onChange: (value: Value) => void;
}

function Setting({ control: { id, control: kind, options }, value, error, onChange }: SettingProps) {
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
        value={String(value).split(' ') as EventType[]}
        onChange={(types) => onChange(types.toSorted().join(' ').trim())}
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
      {kind === 'words' && <Textarea {...typed} rows={4} onChange={change} />}
      {kind === 'text' && <Input {...typed} onChange={change} />}
      {kind === 'decimal' && <Input {...typed} inputMode="decimal" onChange={change} />}
      {kind === 'number' && <Input {...typed} inputMode="numeric" onChange={change} />}
    </FormField>
  );
}

/** `api_rates.v2.runs` as the setting `api_rates` and its part `v2.runs`. */
function placeOf(id: string): readonly [string, string?] {
  const [key = '', ...parts] = id.split('.');
  return parts.length === 0 ? [key] : [key, parts.join('.')];
}
