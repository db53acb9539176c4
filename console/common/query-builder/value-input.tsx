import { Input } from '@cloudscape-design/components';
import { useState } from 'react';
import { CHOICES, type Group, useSession, useWorkspaceLanguages } from '../api/index.ts';
import { Choice, languageNames } from '../components/index.ts';
import { optionsOf, textFor, useLanguage, useTexts } from '../texts/index.ts';
import { backOf } from './model.ts';
import type { Kind } from './properties.ts';

interface Props {
  readonly kind: Kind;
  readonly label: string;
  readonly value: string;
  readonly groups: readonly Group[];
  readonly invalid: boolean;
  readonly onChange: (value: string) => void;
}

/** The value of a condition, chosen from a list where there is one. */
export function ValueInput({ kind, label, value, groups, onChange }: Props) {
  const texts = useTexts();
  const { language } = useLanguage();
  const own = useWorkspaceLanguages();
  if (kind === 'time') return <TimeInput label={label} value={value} onChange={onChange} />;
  const lists: Partial<Record<Kind, readonly { readonly value: string; readonly label: string }[]>> = {
    group: groups.map(({ name }) => ({ value: name, label: name })),
    status: CHOICES.contacts.status.map((one) => ({ value: one, label: textFor(texts.folders, one) ?? one })),
    language: languageNames(language, own).map(({ code, name }) => ({ value: code, label: name })),
  };
  const options = lists[kind];
  if (options !== undefined) {
    const known = options.some((one) => one.value === value) || value === '' ? [] : [{ value, label: value }];
    return (
      <Choice
        options={[...known, ...options]}
        value={value === '' ? null : value}
        placeholder={texts.builder.choose}
        searchable
        ariaLabel={label}
        onChange={onChange}
      />
    );
  }
  return (
    <Input
      value={value}
      ariaLabel={label}
      {...(kind === 'number' && { inputMode: 'decimal' as const })}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
}

const USUAL = { count: '', unit: 'm' } as const;

/** A time back from today, by a number and its unit, or a day. */
function TimeInput({ label, value, onChange }: Pick<Props, 'label' | 'value' | 'onChange'>) {
  const { builder: texts, contact } = useTexts();
  const { date_style } = useSession().me.workspace;
  const back = backOf(value);
  const [isDay, setDay] = useState(value !== '' && back === null);
  const { count, unit } = back ?? USUAL;
  const [chosen, choose] = useState<'d' | 'w' | 'm' | 'y'>(unit);
  const say = (number: string, of: 'd' | 'w' | 'm' | 'y') => {
    const digits = number.replaceAll(/\D/g, '').slice(0, 4);
    onChange(digits === '' ? '' : `-${digits}${of}`);
  };
  const units = { ...texts.units, day: texts.onDay };
  return (
    <>
      {isDay ? (
        <Input
          value={value}
          ariaLabel={label}
          placeholder={contact.dateStyles[date_style].split(',')[0] ?? ''}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Input
          value={count}
          ariaLabel={label}
          inputMode="numeric"
          onChange={({ detail }) => say(detail.value, chosen)}
        />
      )}
      <Choice
        options={optionsOf(units)}
        value={isDay ? 'day' : back ? unit : chosen}
        ariaLabel={texts.unit({ label })}
        onChange={(next) => {
          setDay(next === 'day');
          if (next === 'day') return onChange('');
          choose(next);
          say(count, next);
        }}
      />
    </>
  );
}
