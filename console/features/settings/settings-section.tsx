import { Button, ColumnLayout } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Settings, useSession } from '../../common/api/index.ts';
import { HtmlForm, Problem, Section } from '../../common/components/index.ts';
import { problemAt, useTexts } from '../../common/texts/index.ts';
import { type Change, useSaving } from './api.ts';
import type { Control, Value } from './controls.ts';
import { Setting } from './setting.tsx';

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

/** `api_rates.v2.runs` as the setting `api_rates` and its part `v2.runs`. */
function placeOf(id: string): readonly [string, string?] {
  const [key = '', ...parts] = id.split('.');
  return parts.length === 0 ? [key] : [key, parts.join('.')];
}
