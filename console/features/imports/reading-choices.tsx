import { ColumnLayout } from '@cloudscape-design/components';
import { CHOICES } from '../../common/api/index.ts';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { optionsOf, useTexts } from '../../common/texts/index.ts';
import { type Reading, useMappings } from './api.ts';

/** Null means that the service finds out, or no group. */
type Choices = Pick<Reading, 'format' | 'encoding' | 'country' | 'group'>;

interface Props {
  readonly value: Choices;
  readonly onChange: (some: Partial<Choices>) => void;
}

/** Asks how files are read, and for a group that everybody in them joins. */
export function ReadingChoices({ value, onChange }: Props) {
  const { imports: texts } = useTexts();
  const asFound = { value: '', label: texts.asFound } as const;
  return (
    <ColumnLayout columns={2}>
      <ChoiceField
        label={texts.format}
        description={texts.formatHint}
        value={value.format ?? ''}
        options={[asFound, ...optionsOf(texts.formats)]}
        onChange={(format) => onChange({ format: format || null })}
      />
      <ChoiceField
        label={texts.encoding}
        description={texts.encodingHint}
        value={value.encoding ?? ''}
        options={[asFound, ...CHOICES.imports.encoding.map((encoding) => ({ value: encoding, label: encoding }))]}
        onChange={(encoding) => onChange({ encoding: encoding || null })}
      />
      <TextField
        label={texts.country}
        description={texts.countryHint}
        value={value.country ?? ''}
        onChange={(country) => onChange({ country: country.trim().toUpperCase() || null })}
      />
      <TextField
        label={texts.group}
        description={texts.groupHint}
        value={value.group ?? ''}
        onChange={(group) => onChange({ group: group || null })}
      />
    </ColumnLayout>
  );
}

interface SavedProps {
  readonly value: string | null;
  readonly onChange: (name: string) => void;
}

export function SavedMappings({ value, onChange }: SavedProps) {
  const { imports: texts } = useTexts();
  const saved = useMappings();
  return (
    <ChoiceField
      label={texts.saved}
      description={texts.savedHint}
      options={(saved.data ?? []).map((one) => ({ value: one.name, label: one.name }))}
      value={value}
      placeholder={texts.chooseSaved}
      empty={texts.noSaved}
      statusType={saved.isPending ? 'loading' : 'finished'}
      onChange={onChange}
    />
  );
}
