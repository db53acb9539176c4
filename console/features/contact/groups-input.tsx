import { FormField, Multiselect } from '@cloudscape-design/components';
import type { Group } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  /** Groups whose members are added by hand. */
  readonly groups: readonly Group[];
  readonly chosen: readonly string[];
  readonly onChange: (uuids: readonly string[]) => void;
}

/** The groups that a contact is in by hand, joined and left in place. */
export function GroupsInput({ groups, chosen, onChange }: Props) {
  const { contact: texts, words, actions } = useTexts();
  const options = groups.map(({ uuid, name }) => ({ value: uuid, label: name }));
  return (
    <FormField label={words.groups} description={texts.byHand}>
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        filteringType="auto"
        filteringAriaLabel={words.find}
        placeholder={actions.chooseGroups}
        empty={actions.noGroupsYet}
        deselectAriaLabel={({ label = '' }) => texts.leaveGroup({ name: label })}
        onChange={({ detail }) => onChange(detail.selectedOptions.map(({ value = '' }) => value))}
      />
    </FormField>
  );
}
