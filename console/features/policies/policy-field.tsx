import { Button, Checkbox, FormField, TokenGroup } from '@cloudscape-design/components';
import { useId, useState } from 'react';
import { POLICY_FIELDS, useSession } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { type Draft, WEEKDAYS, type Weekday } from './draft.ts';
import type { FormPart } from './form-errors.ts';
import { NumberField } from './number-field.tsx';

type Field = (typeof POLICY_FIELDS)[number];

/** The rules of one value each in a part of the form, by their records. */
export const fieldsIn = (part: Field['part']): readonly Field[] => POLICY_FIELDS.filter((field) => field.part === part);

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));

/** Asks for a rule that is one value. */
export function PolicyField({
  field: { name, control },
  draft,
  change,
  errorOf,
}: FormPart & { readonly field: Field }) {
  const { policyForm: texts } = useTexts();
  const { timezone } = useSession().me.workspace;
  const hint = texts.hints[name];
  const shown = {
    label: texts.labels[name],
    description: typeof hint === 'string' ? hint : hint({ zone: timezone }),
    error: errorOf(name),
  };
  const set = (value: unknown) => change({ [name]: value } as Partial<Draft>);
  const value: unknown = draft[name];
  if (control === 'hour')
    return (
      <ChoiceField
        label={shown.label}
        description={shown.description}
        options={HOURS}
        value={String(value)}
        onChange={(hour) => set(Number(hour))}
      />
    );
  if (control === 'weekdays') return <Weekdays {...shown} days={value as readonly Weekday[]} onChange={set} />;
  if (control === 'days') return <DaysOff {...shown} days={value as readonly string[]} onChange={set} />;
  return <NumberField {...shown} value={value as number | null} onChange={set} />;
}

interface DaysProps<Day> {
  readonly label: string;
  readonly description: string;
  readonly error: string;
  readonly days: readonly Day[];
  readonly onChange: (days: readonly Day[]) => void;
}

function Weekdays({ label, description, error, days, onChange }: DaysProps<Weekday>) {
  const { storedPolicies } = useTexts();
  const isOn = (day: Weekday, checked: boolean) =>
    onChange(WEEKDAYS.filter((one) => (one === day ? checked : days.includes(one))));
  return (
    <fieldset className="policy-step">
      <legend className="visually-hidden">{label}</legend>
      <FormField label={label} description={description} errorText={error}>
        <div className="policy-weekdays">
          {WEEKDAYS.map((day) => (
            <Checkbox key={day} checked={days.includes(day)} onChange={({ detail }) => isOn(day, detail.checked)}>
              {storedPolicies.weekdays[day]}
            </Checkbox>
          ))}
        </div>
      </FormField>
    </fieldset>
  );
}

/** A list of days, such as holidays. */
function DaysOff({ label, description, error, days, onChange }: DaysProps<string>) {
  const { policyForm: texts } = useTexts();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const id = useId();
  const nameOf = (day: string) => formats.day(`${day}T12:00:00Z`);
  const add = () => {
    if (!days.includes(typed)) onChange([...days, typed].sort());
    setTyped('');
  };
  return (
    <FormField label={label} description={description} errorText={error} controlId={id}>
      <div className="policy-day-off">
        <input id={id} type="date" value={typed} onChange={({ target }) => setTyped(target.value)} />
        <Button disabled={typed === ''} onClick={add}>
          {texts.addDay}
        </Button>
      </div>
      <TokenGroup
        items={days.map((day) => ({ label: nameOf(day), dismissLabel: texts.removeDay({ day: nameOf(day) }) }))}
        onDismiss={({ detail }) => onChange(days.filter((_, at) => at !== detail.itemIndex))}
      />
    </FormField>
  );
}
