import { ColumnLayout } from '@cloudscape-design/components';
import { useGroups } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { FormPart } from './form-errors.ts';
import { NumberField } from './number-field.tsx';

/** Stands for no group in a choice. */
const NONE = '';

/** What keeps a policy from doing too much: its brake, the days of protection, and who is never touched. */
export function ProtectionFields({ draft, change, errorOf }: FormPart) {
  const { policyForm: texts, storedPolicies } = useTexts();
  const { data: groups = [], isSuccess } = useGroups();
  const { controlGroup } = draft;
  const isGone = isSuccess && controlGroup !== null && !groups.some(({ uuid }) => uuid === controlGroup);
  return (
    <ColumnLayout columns={2}>
      <NumberField
        label={texts.brakeShare}
        description={texts.brakeShareHint}
        error={errorOf('brake_share')}
        value={draft.brakeShare}
        onChange={(brakeShare) => change({ brakeShare })}
      />
      <NumberField
        label={texts.brakePeople}
        description={texts.brakePeopleHint}
        error={errorOf('brake_contacts')}
        value={draft.brakeContacts}
        onChange={(brakeContacts) => change({ brakeContacts })}
      />
      <NumberField
        label={texts.wait}
        description={texts.waitHint}
        error={errorOf('wait_days')}
        value={draft.waitDays}
        onChange={(waitDays) => change({ waitDays })}
      />
      <NumberField
        label={texts.controlShare}
        description={texts.controlShareHint}
        error={errorOf('control_share')}
        value={draft.controlShare}
        onChange={(controlShare) => change({ controlShare })}
      />
      <ChoiceField
        label={texts.controlGroup}
        description={texts.controlGroupHint}
        errorText={errorOf('control_group')}
        options={[
          { value: NONE, label: texts.noGroup },
          ...groups.map(({ uuid, name }) => ({ value: uuid, label: name })),
          ...(isGone ? [{ value: controlGroup, label: storedPolicies.unnamedGroup }] : []),
        ]}
        value={controlGroup ?? NONE}
        onChange={(group) => change({ controlGroup: group === NONE ? null : group })}
      />
    </ColumnLayout>
  );
}
