import { FormField, type FormFieldProps, Select, type SelectProps } from '@cloudscape-design/components';
import { useMemo } from 'react';
import { useWorkspaceLanguages } from '../api/index.ts';
import { type Option, useFirstTexts, useLanguage, useTexts } from '../texts/index.ts';
import { TextField } from './text-field.tsx';

interface ChoiceProps<Value extends string> extends Omit<SelectProps, 'options' | 'selectedOption' | 'onChange'> {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly searchable?: boolean;
}

type FieldProps<Value extends string> = ChoiceProps<Value> &
  Pick<FormFieldProps, 'label' | 'description' | 'constraintText' | 'errorText'>;

/** Languages that many people speak, by ISO 639-3. */
const COMMON =
  'ara ben deu eng fas fra hau hin ibo ind ita jpn kin kor lin lug mar mlg mya nld npi nya orm pan pol por ron run rus sna som spa swa tam tel tgl tha tir tur ukr urd vie wol xho yor zho zul'.split(
    ' ',
  );

interface Props extends Pick<FormFieldProps, 'constraintText'> {
  /** Empty: no language; null: none is chosen yet. */
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly onChange: (code: string) => void;
}

/** A language, chosen by its name. One without a name here is shown by its code. */
export function LanguageField({ value, readOnly, onChange, constraintText }: Props) {
  const { words } = useTexts();
  const { language } = useLanguage();
  const languages = useWorkspaceLanguages();
  const named = useMemo(
    () => languageNames(language, [...languages, ...(value ? [value] : [])]),
    [language, languages, value],
  );
  const nameOf = (code: string | null) => named.find((one) => one.code === code)?.name ?? '';
  if (readOnly) return <TextField label={words.language} value={nameOf(value)} readOnly onChange={() => undefined} />;
  const options = [
    { value: '', label: words.notSet },
    ...named.map(({ code, name }) => ({ value: code, label: name, description: code })),
  ];
  return (
    <ChoiceField
      label={words.language}
      constraintText={constraintText}
      options={options}
      placeholder={words.chooseLanguage}
      value={value}
      searchable
      onChange={onChange}
    />
  );
}

/** Languages by name, in the reader's own language; those of `first` come first. */
export function languageNames(reader: string, first: readonly string[]) {
  const names = new Intl.DisplayNames(reader, { type: 'language' });
  const named = (codes: readonly string[]) =>
    codes
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .toSorted((a, b) => a.name.localeCompare(b.name, reader));
  return [...named([...new Set(first)]), ...named(COMMON.filter((code) => !first.includes(code)))];
}

/** A choice of one option by its value; null while none is chosen. */
export function Choice<Value extends string>({ options, value, onChange, searchable, ...select }: ChoiceProps<Value>) {
  const { words } = useFirstTexts();
  return (
    <Select
      // A list inside a table's last row would be cut off.
      expandToViewport
      {...select}
      {...(searchable && { filteringType: 'auto', filteringAriaLabel: words.find })}
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      onChange={({ detail }) => onChange(detail.selectedOption.value as Value)}
    />
  );
}

export function ChoiceField<Value extends string>({
  label,
  description,
  constraintText,
  errorText,
  ...choice
}: FieldProps<Value>) {
  return (
    <FormField label={label} description={description} constraintText={constraintText} errorText={errorText}>
      <Choice {...choice} />
    </FormField>
  );
}
