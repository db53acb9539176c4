import { FormField, RadioGroup, SpaceBetween } from '@cloudscape-design/components';
import { later } from '../../common/components/index.ts';
import { GroupsField } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { FormPart } from './form-errors.ts';

const QueryField = later(() => import('./query-field.tsx'));

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
