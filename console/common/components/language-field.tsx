import type { FormFieldProps } from '@cloudscape-design/components';
import { useMemo } from 'react';
import { useWorkspaceLanguages } from '../api/index.ts';
import { useLanguage, useTexts } from '../texts/index.ts';
import { ChoiceField } from './choice.tsx';
import { languageNames } from './language-names.ts';
import { TextField } from './text-field.tsx';

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
