import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useFields, useSession } from '../api/index.ts';
import { ChoiceField, TextField } from '../components/index.ts';
import { valueProblem } from '../contacts/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  /** @param target - null while it is not complete */
  readonly onChange: (target: string | null) => void;
}

/** Asks for a field, and for the value that all contacts of a selection get. */
export function FieldValue({ onChange }: Props) {
  const { actions: texts, contact } = useTexts();
  const { workspace } = useSession().me;
  const fields = useFields().data ?? [];
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const type = fields.find((field) => field.key === key)?.type ?? 'text';
  const problem = valueProblem(type, value, workspace);
  return (
    <SpaceBetween size="s">
      <ChoiceField
        label={texts.field}
        placeholder={texts.chooseField}
        options={fields.map((field) => ({ value: field.key, label: field.name }))}
        value={key}
        searchable
        onChange={(chosen) => {
          setKey(chosen);
          onChange(null);
        }}
      />
      <TextField
        label={texts.value}
        description={texts.valueHint}
        value={value}
        {...(problem !== null && { errorText: contact[problem] })}
        onChange={(typed) => {
          setValue(typed);
          // The preview was made with another value.
          onChange(null);
        }}
      />
      <Button disabled={key === null || problem !== null} onClick={() => onChange(JSON.stringify([key, value.trim()]))}>
        {texts.count}
      </Button>
    </SpaceBetween>
  );
}
