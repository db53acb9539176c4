import { ColumnLayout, DateInput, FormField } from '@cloudscape-design/components';
import { TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { ErasureFilter } from './erasure-filter.ts';

interface Props {
  readonly filter: ErasureFilter;
  readonly onChange: (change: Partial<ErasureFilter>) => void;
}

export function ErasureFilterForm({ filter, onChange }: Props) {
  const { words, erasures: texts } = useTexts();
  return (
    <ColumnLayout columns={4}>
      <TextField
        label={words.contact}
        value={filter.contact}
        placeholder={texts.uuidOrNumber}
        spellcheck={false}
        // The API takes a contact or a job.
        onChange={(contact) => onChange({ contact: contact.trim(), job: '' })}
      />
      <TextField
        label={texts.job}
        value={filter.job}
        placeholder={texts.uuid}
        spellcheck={false}
        onChange={(job) => onChange({ job: job.trim(), contact: '' })}
      />
      <FormField label={texts.after}>
        <DateInput
          value={filter.after}
          format="iso"
          placeholder={texts.day}
          onChange={({ detail }) => onChange({ after: detail.value })}
        />
      </FormField>
      <FormField label={texts.before}>
        <DateInput
          value={filter.before}
          format="iso"
          placeholder={texts.day}
          onChange={({ detail }) => onChange({ before: detail.value })}
        />
      </FormField>
    </ColumnLayout>
  );
}
