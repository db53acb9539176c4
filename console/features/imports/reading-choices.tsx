import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useTexts } from '../../common/texts/texts.tsx';
import type { Encoding, Import } from './api.ts';

/** Null is what is found out from the files, and no group. */
export type Choices = Pick<Import, 'format' | 'group'> & { readonly encoding: Encoding | null };
type Format = NonNullable<Import['format']>;

const FORMATS: readonly Format[] = [
  'csv',
  'xlsx',
  'pinpoint',
  'pinpoint_segments',
  'ses_contacts',
  'ses_suppression',
  'mailchimp',
  'addresses',
  'jsonl',
];
const ENCODINGS: readonly Encoding[] = [
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'macintosh',
];

interface Props {
  readonly value: Choices;
  readonly onChange: (choices: Choices) => void;
}

/** What is mostly found out by itself: how the files are written; and a group that everybody in them joins. */
export function ReadingChoices({ value, onChange }: Props) {
  const { imports: texts } = useTexts();
  return (
    <ColumnLayout columns={3}>
      <FormField label={texts.format} description={texts.formatHint}>
        <Choice
          value={value.format}
          options={FORMATS.map((format) => ({ value: format, label: texts.formats[format] }))}
          onChange={(format) => onChange({ ...value, format: format as Format | null })}
        />
      </FormField>
      <FormField label={texts.encoding} description={texts.encodingHint}>
        <Choice
          value={value.encoding}
          options={ENCODINGS.map((encoding) => ({ value: encoding, label: encoding }))}
          onChange={(encoding) => onChange({ ...value, encoding: encoding as Encoding | null })}
        />
      </FormField>
      <FormField label={texts.group} description={texts.groupHint}>
        <Input
          value={value.group ?? ''}
          onChange={({ detail }) => onChange({ ...value, group: detail.value || null })}
        />
      </FormField>
    </ColumnLayout>
  );
}

interface ChoiceProps {
  readonly value: string | null;
  readonly options: readonly SelectProps.Option[];
  readonly onChange: (value: string | null) => void;
}

function Choice({ value, options, onChange }: ChoiceProps) {
  const { imports: texts } = useTexts();
  const found: SelectProps.Option = { value: '', label: texts.asFound };
  return (
    <Select
      options={[found, ...options]}
      selectedOption={options.find((option) => option.value === value) ?? found}
      onChange={({ detail }) => onChange(detail.selectedOption.value || null)}
    />
  );
}
