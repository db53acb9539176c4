import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { Settings } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { Problem } from '../shell/problem.tsx';
import { Section } from '../shell/section.tsx';
import { problemAt } from '../texts/problems.ts';
import { said } from '../texts/said.ts';
import { useTexts } from '../texts/texts.tsx';
import { type Change, useSaving } from './api.ts';
import type { Control, Value } from './controls.ts';

interface Props {
  readonly title: string;
  readonly settings: Settings;
  readonly controls: readonly Control[];
}

/** Settings that are saved together: only those that were changed are sent. */
export function SettingsSection({ title, settings, controls }: Props) {
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Section
        title={title}
        actions={
          may('administer') && (
            <Button formAction="submit" disabled={changed.length === 0} loading={save.isPending}>
              {texts.groups.save}
            </Button>
          )
        }
      >
        <SpaceBetween size="m">
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
        </SpaceBetween>
      </Section>
    </form>
  );
}

/** `api_rates.v2.runs` as the setting `api_rates` and its part `v2.runs`. */
function placeOf(id: string): readonly [string, string?] {
  const [key = '', ...parts] = id.split('.');
  return parts.length === 0 ? [key] : [key, parts.join('.')];
}

interface SettingProps {
  readonly control: Control;
  readonly value: Value;
  readonly error: string;
  readonly onChange: (value: Value) => void;
}

function Setting({ control: { id, kind, options = [] }, value, error, onChange }: SettingProps) {
  const { settings: texts } = useTexts();
  const { may } = useSession();
  const readOnly = !may('administer');
  const label = said(texts.labels, id) ?? id;
  const hint = said(texts.hints, id);
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
  const choices = options.map((one) => ({ value: one, label: said(texts.choices, one) ?? one }));
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
      {kind === 'area' && <Textarea {...typed} rows={4} onChange={change} />}
      {kind === 'text' && <Input {...typed} onChange={change} />}
      {kind === 'number' && <Input {...typed} inputMode="numeric" onChange={change} />}
    </FormField>
  );
}
