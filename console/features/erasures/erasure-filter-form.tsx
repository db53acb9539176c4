import ColumnLayout from '@cloudscape-design/components/column-layout';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../../common/texts/texts.tsx';
import type { ErasureFilter } from './erasure-filter.ts';

interface Props {
  readonly filter: ErasureFilter;
  readonly onChange: (change: Partial<ErasureFilter>) => void;
}

/** By whom, by which job, and when deletions are looked for. */
export function ErasureFilterForm({ filter, onChange }: Props) {
  const { erasures: texts } = useTexts();
  return (
    <ColumnLayout columns={4}>
      <FormField label={texts.contact}>
        <Input
          value={filter.contact}
          placeholder={texts.uuid}
          spellcheck={false}
          // The API takes one of both.
          onChange={({ detail }) => onChange({ contact: detail.value.trim(), job: '' })}
        />
      </FormField>
      <FormField label={texts.job}>
        <Input
          value={filter.job}
          placeholder={texts.uuid}
          spellcheck={false}
          onChange={({ detail }) => onChange({ job: detail.value.trim(), contact: '' })}
        />
      </FormField>
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
