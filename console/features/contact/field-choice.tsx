import { type ReactNode, useState } from 'react';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly label: ReactNode;
  readonly value: string;
  readonly choices: readonly string[];
  /** The value that somebody else has saved meanwhile. */
  readonly theirs: { readonly constraintText?: ReactNode };
  readonly onChange: (value: string) => void;
}

/** No value of a field can be this. */
const OTHER = '\0';

/** A field with few values: one of them, none, or another that is typed. */
export function FieldChoice({ label, value, choices, theirs, onChange }: Props) {
  const { contact: texts, words } = useTexts();
  const [isTyped, setTyped] = useState(false);
  if (isTyped) return <TextField label={label} value={value} {...theirs} autoFocus onChange={onChange} />;
  const known = value === '' || choices.includes(value) ? choices : [value, ...choices];
  return (
    <ChoiceField
      label={label}
      {...theirs}
      options={[
        { value: '', label: words.notSet },
        ...known.map((one) => ({ value: one, label: one })),
        { value: OTHER, label: texts.otherValue },
      ]}
      value={value}
      onChange={(chosen) => (chosen === OTHER ? setTyped(true) : onChange(chosen))}
    />
  );
}
