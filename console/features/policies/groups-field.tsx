import { FormField, type FormFieldProps, Multiselect } from '@cloudscape-design/components';
import { useGroups } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props extends Pick<FormFieldProps, 'label' | 'description' | 'errorText'> {
  /** Groups by their uuid. One that was deleted is shown as such, so that it can be taken out. */
  readonly value: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

/** A choice of any number of groups. */
export function GroupsField({ value, onChange, ...field }: Props) {
  const texts = useTexts();
  const { data: groups = [], isSuccess } = useGroups();
  const gone = isSuccess ? value.filter((uuid) => !groups.some((group) => group.uuid === uuid)) : [];
  const options = [
    ...groups.map(({ uuid, name }) => ({ value: uuid, label: name })),
    ...gone.map((uuid) => ({ value: uuid, label: texts.storedPolicies.unnamedGroup })),
  ];
  return (
    <FormField {...field}>
      <Multiselect
        options={options}
        selectedOptions={options.filter((option) => value.includes(option.value))}
        filteringType="auto"
        filteringAriaLabel={texts.words.find}
        placeholder={texts.actions.chooseGroups}
        empty={texts.actions.noGroupsYet}
        onChange={({ detail }) => onChange(detail.selectedOptions.map((option) => option.value ?? ''))}
      />
    </FormField>
  );
}
