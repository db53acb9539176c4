import type { ReactNode } from 'react';
import { type Field, useSession } from '../../common/api/index.ts';
import { TextField } from '../../common/components/index.ts';
import { valueProblem } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { FieldChoice } from './field-choice.tsx';

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
