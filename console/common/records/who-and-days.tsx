import { ColumnLayout, DateInput, FormField } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { ChoiceField } from '../components/index.ts';
import { type Option, useTexts } from '../texts/index.ts';
import { ANY, type RecordFilter } from './record-filter.ts';

interface Props {
  /** What else narrows the records, before these. */
  readonly children: ReactNode;
  readonly filter: RecordFilter;
  readonly actors: readonly Option[];
  readonly onChange: (change: Partial<RecordFilter>) => void;
}

/** The filter of records: who did something, and from which day to which. */
export function WhoAndDays({ children, filter, actors, onChange }: Props) {
  const { audit, erasures } = useTexts();
  return (
    <ColumnLayout columns={4}>
      {children}
      <ChoiceField
        label={audit.who}
        options={[{ value: ANY, label: audit.anybody }, ...actors]}
        value={filter.by || ANY}
        searchable
        onChange={(by) => onChange({ by: by === ANY ? '' : by })}
      />
      {(['after', 'before'] as const).map((end) => (
        <FormField key={end} label={erasures[end]}>
          <DateInput
            value={filter[end]}
            format="iso"
            placeholder={erasures.day}
            onChange={({ detail }) => onChange({ [end]: detail.value })}
          />
        </FormField>
      ))}
    </ColumnLayout>
  );
}
