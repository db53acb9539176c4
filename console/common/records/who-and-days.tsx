import { DateInput, FormField } from '@cloudscape-design/components';
import { ChoiceField } from '../components/index.ts';
import { type Option, useTexts } from '../texts/index.ts';
import { ANY, type RecordFilter } from './record-filter.ts';

interface Props {
  readonly filter: RecordFilter;
  readonly actors: readonly Option[];
  readonly onChange: (change: Partial<RecordFilter>) => void;
}

/** Who did something, and from which day to which. */
export function WhoAndDays({ filter, actors, onChange }: Props) {
  const { audit, erasures } = useTexts();
  return (
    <>
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
    </>
  );
}
