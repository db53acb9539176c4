import { FormField, type FormFieldProps, Multiselect, RadioGroup, SpaceBetween } from '@cloudscape-design/components';
import { useGroups } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { FormPart } from './form-errors.ts';
import { QueryField } from './query-field.tsx';

interface Props extends Pick<FormFieldProps, 'label' | 'description' | 'errorText'> {
  /** Groups by their uuid. One that was deleted is shown as such, so that it can be taken out. */
  readonly value: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

/** Whom a policy is for. */
export function PeopleFields({ draft, change, errorOf }: FormPart) {
  const { policyForm: texts } = useTexts();
  return (
    <SpaceBetween size="m">
      <FormField label={texts.people} description={texts.peopleHint}>
        <RadioGroup
          value={draft.groups === null ? 'all' : 'groups'}
          items={[
            { value: 'all', label: texts.everybody },
            { value: 'groups', label: texts.someGroups },
          ]}
          onChange={({ detail }) => change({ groups: detail.value === 'all' ? null : [] })}
        />
      </FormField>
      {draft.groups !== null && (
        <GroupsField
          label={texts.groups}
          description={texts.groupsHint}
          errorText={errorOf('groups')}
          value={draft.groups}
          onChange={(groups) => change({ groups })}
        />
      )}
      <QueryField value={draft.query} error={errorOf('query')} onChange={(query) => change({ query })} />
      <GroupsField
        label={texts.excluded}
        description={texts.excludedHint}
        errorText={errorOf('exclude_groups')}
        value={draft.exclude_groups}
        onChange={(exclude_groups) => change({ exclude_groups })}
      />
    </SpaceBetween>
  );
}

/** A choice of any number of groups. */
function GroupsField({ value, onChange, ...field }: Props) {
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
