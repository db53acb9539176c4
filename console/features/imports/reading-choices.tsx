import { ColumnLayout } from '@cloudscape-design/components';
import { CHOICES } from '../../common/api/index.ts';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { optionsOf, useTexts } from '../../common/texts/index.ts';
import type { Encoding, Import } from './api.ts';

/** Null means that the service finds out, or no group. */
export type Choices = Pick<Import, 'format' | 'group'> & { readonly encoding: Encoding | null };
interface Props {
  readonly value: Choices;
  readonly onChange: (choices: Choices) => void;
}

/** Asks for the format and the code page of files, and for a group that everybody in them joins. */
export function ReadingChoices({ value, onChange }: Props) {
  const { imports: texts } = useTexts();
  const asFound = { value: '', label: texts.asFound } as const;
  return (
    <ColumnLayout columns={3}>
      <ChoiceField
        label={texts.format}
        description={texts.formatHint}
        value={value.format ?? ''}
        options={[asFound, ...optionsOf(texts.formats)]}
        onChange={(format) => onChange({ ...value, format: format || null })}
      />
      <ChoiceField
        label={texts.encoding}
        description={texts.encodingHint}
        value={value.encoding ?? ''}
        options={[asFound, ...CHOICES.imports.encoding.map((encoding) => ({ value: encoding, label: encoding }))]}
        onChange={(encoding) => onChange({ ...value, encoding: encoding || null })}
      />
      <TextField
        label={texts.group}
        description={texts.groupHint}
        value={value.group ?? ''}
        onChange={(group) => onChange({ ...value, group: group || null })}
      />
    </ColumnLayout>
  );
}
