import { FormField, type FormFieldProps, Multiselect, type MultiselectProps } from '@cloudscape-design/components';
import { type Group, useGroups } from '../api/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props
  extends Pick<FormFieldProps, 'label' | 'description' | 'errorText'>,
    Pick<MultiselectProps, 'deselectAriaLabel'> {
  /** Those to choose from; all where they are not given. */
  readonly groups?: readonly Group[];
  /** Groups by their uuid. One that was deleted is shown as such, so that it can be taken out. */
  readonly value: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

/** A choice of any number of groups. */
export function GroupsField({ groups, value, onChange, deselectAriaLabel, ...field }: Props) {
  const texts = useTexts();
  const { data: all = [], isSuccess } = useGroups();
  const gone = isSuccess ? value.filter((uuid) => !all.some((group) => group.uuid === uuid)) : [];
  const options = [
    ...(groups ?? all).map(({ uuid, name }) => ({ value: uuid, label: name })),
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
        {...(deselectAriaLabel && { deselectAriaLabel })}
        onChange={({ detail }) => onChange(detail.selectedOptions.map((option) => option.value ?? ''))}
      />
    </FormField>
  );
}
