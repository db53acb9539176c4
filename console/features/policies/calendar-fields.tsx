import { Button, Checkbox, FormField, SpaceBetween, TokenGroup } from '@cloudscape-design/components';
import { useId, useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { WEEKDAYS } from './draft.ts';
import type { FormPart } from './form-errors.ts';
import { NumberField } from './number-field.tsx';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));

/** When a policy works, and how fast. */
export function CalendarFields({ draft, change, errorOf }: FormPart) {
  const { policyForm: texts, storedPolicies } = useTexts();
  const { timezone } = useSession().me.workspace;
  const isOn = (day: (typeof WEEKDAYS)[number], checked: boolean) =>
    change({ weekdays: WEEKDAYS.filter((one) => (one === day ? checked : draft.weekdays.includes(one))) });
  return (
    <SpaceBetween size="m">
      <ChoiceField
        label={texts.hour}
        description={texts.hourHint({ zone: timezone })}
        options={HOURS}
        value={String(draft.hour)}
        onChange={(hour) => change({ hour: Number(hour) })}
      />
      <fieldset className="policy-step">
        <legend className="visually-hidden">{texts.weekdays}</legend>
        <FormField label={texts.weekdays} description={texts.weekdaysHint} errorText={errorOf('weekdays')}>
          <div className="policy-weekdays">
            {WEEKDAYS.map((day) => (
              <Checkbox
                key={day}
                checked={draft.weekdays.includes(day)}
                onChange={({ detail }) => isOn(day, detail.checked)}
              >
                {storedPolicies.weekdays[day]}
              </Checkbox>
            ))}
          </div>
        </FormField>
      </fieldset>
      <DaysOff days={draft.daysOff} error={errorOf('days_off')} onChange={(daysOff) => change({ daysOff })} />
      <NumberField
        label={storedPolicies.facts.rate}
        description={texts.rateHint}
        error={errorOf('max_rate')}
        value={draft.maxRate}
        onChange={(maxRate) => change({ maxRate })}
      />
    </SpaceBetween>
  );
}

interface DaysOffProps {
  readonly days: readonly string[];
  readonly error: string;
  readonly onChange: (days: readonly string[]) => void;
}

/** A list of days, such as holidays. */
function DaysOff({ days, error, onChange }: DaysOffProps) {
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
    <FormField label={texts.daysOff} description={texts.daysOffHint} errorText={error} controlId={id}>
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
