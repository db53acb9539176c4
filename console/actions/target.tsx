import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useGroups } from '../api/queries.ts';
import { useTexts } from '../texts/texts.tsx';

interface Props {
  readonly kind: 'group' | 'flow';
  readonly value: string | null;
  readonly onChange: (uuid: string) => void;
}

/** The group that people are put into: one of those that are not found by a query. */
export function Target({ value, onChange }: Props) {
  const { actions: texts } = useTexts();
  const groups = useGroups();
  const options = (groups.data ?? [])
    .filter(({ query, system }) => query === null && !system)
    .map(({ uuid, name }) => ({ value: uuid, label: name }));
  return (
    <FormField label={texts.group}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        filteringType="auto"
        placeholder={texts.chooseGroup}
        empty={texts.noGroups}
        statusType={groups.isPending ? 'loading' : 'finished'}
        onChange={({ detail }) => detail.selectedOption.value && onChange(detail.selectedOption.value)}
      />
    </FormField>
  );
}
