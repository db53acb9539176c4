import { Multiselect } from '@cloudscape-design/components';
import { useState } from 'react';
import { CHOICES } from '../../common/api/index.ts';
import { Choice, languageNames } from '../../common/components/index.ts';
import { useLanguage, useTexts } from '../../common/texts/index.ts';
import { timeZones } from './time-zones.ts';

interface Props {
  readonly kind: 'country' | 'timezone' | 'currency' | 'languages';
  /** A code; of languages several, the usual one first, with commas between them. */
  readonly value: string;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

/** Chooses a country, a time zone, a currency or languages by name, in the reader's language. */
export function Picker({ kind, ...props }: Props) {
  return kind === 'languages' ? <Languages {...props} /> : <Places {...props} kind={kind} />;
}

function Places({ kind, value, readOnly, onChange }: Props & { readonly kind: Exclude<Props['kind'], 'languages'> }) {
  const { words } = useTexts();
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const known = { country: countries, currency: currencies, timezone: () => timeZones(typed) }[kind](language);
  const isKnown = value === '' || known.some((one) => one.value === value);
  const options = [
    ...(kind === 'country' ? [{ value: '', label: words.notSet }] : []),
    ...(isKnown ? [] : [{ value, label: value }]),
    ...known,
  ];
  return (
    <Choice
      {...{ options, value, readOnly, onChange }}
      searchable
      virtualScroll
      onLoadItems={({ detail }) => setTyped(detail.filteringText)}
    />
  );
}

function Languages({ value, readOnly, onChange }: Omit<Props, 'kind'>) {
  const { words, settings: texts } = useTexts();
  const { language } = useLanguage();
  const chosen = value.split(/[\s,]+/).filter((code) => code !== '');
  const options = languageNames(language, chosen).map(({ code, name }) => ({
    value: code,
    label: name,
    description: code,
  }));
  const selected = chosen.flatMap((code) => options.filter((option) => option.value === code));
  return (
    <Multiselect
      options={options}
      selectedOptions={selected}
      filteringType="auto"
      filteringAriaLabel={words.find}
      virtualScroll
      readOnly={readOnly}
      placeholder={texts.chooseLanguages}
      deselectAriaLabel={({ label = '' }) => texts.without({ name: label })}
      onChange={({ detail }) => onChange(detail.selectedOptions.map((option) => option.value).join(', '))}
    />
  );
}

/** Codes with a name that are no countries, or none any more. */
const NO_COUNTRIES = new Set('AC AN BU CP CQ CS DD DG EA EU EZ FX IC NT QO SU TA TP UN XA XB YD YU ZR ZZ'.split(' '));
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function countries(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((value) => {
      const label = NO_COUNTRIES.has(value) ? undefined : names.of(value);
      return label === undefined ? [] : [{ value, label, description: value }];
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}

/** Currencies that the service knows, by name and code. */
function currencies(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return CHOICES.settings.currency
    .map((value) => ({ value, label: names.of(value) ?? value, description: value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}
