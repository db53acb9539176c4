import { type ReactNode, useState } from 'react';
import { type Field, useSession } from '../../common/api/index.ts';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { valueProblem } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface FieldChoiceProps {
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
function FieldChoice({ label, value, choices, theirs, onChange }: FieldChoiceProps) {
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

interface Props {
  readonly field: Field;
  readonly value: string;
  /** The values to choose from, where the field has few. */
  readonly choices: readonly string[] | undefined;
  /** The value that somebody else has saved meanwhile. */
  readonly theirs: { readonly constraintText?: ReactNode };
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

/** The value of a field, as its type is typed. What the type cannot read is said at once. */
export function FieldInput({ field: { name, type }, value, choices, theirs, readOnly, onChange }: Props) {
  const { contact: texts } = useTexts();
  const { workspace } = useSession().me;
  if (choices && !readOnly)
    return (
      <FieldChoice label={<bdi>{name}</bdi>} value={value} choices={choices} theirs={theirs} onChange={onChange} />
    );
  const problem = readOnly ? null : valueProblem(type, value, workspace);
  const hint = type === 'datetime' && !readOnly ? { constraintText: texts.dateStyles[workspace.date_style] } : {};
  return (
    <TextField
      label={<bdi>{name}</bdi>}
      value={value}
      readOnly={readOnly}
      {...hint}
      {...theirs}
      {...(problem !== null && { errorText: texts[problem] })}
      {...(type === 'number' && { inputMode: 'decimal' as const })}
      onChange={onChange}
    />
  );
}
