import { Button, Checkbox, ExpandableSection, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { TextField } from '../components/index.ts';
import { type Action, GroupsField } from '../contacts/index.ts';
import { useTexts } from '../texts/index.ts';
import { type ExclusionDraft, type Exclusions, exclusionsOf, isValidDays, NONE, offeredFor } from './exclusions.ts';

interface Props {
  readonly action: Action;
  /** Called when the user applies the exclusions, which makes another preview. */
  readonly onChange: (leaving: Exclusions | undefined) => void;
  /** Called with whether the form differs from the preview, which must not be run then. */
  readonly onOpen: (isOpen: boolean) => void;
}

export function ExclusionForm({ action, onChange, onOpen }: Props) {
  const { actions: texts } = useTexts();
  const [draft, setDraft] = useState(NONE);
  const [applied, setApplied] = useState(NONE);
  const change = (some: Partial<ExclusionDraft>) => {
    const next = { ...draft, ...some };
    setDraft(next);
    onOpen(!isSame(next, applied));
  };
  const offers = offeredFor(action);
  const isRead = isValidDays(draft.notSeenSince) && isValidDays(draft.seenWithin);
  const days = (key: 'notSeenSince' | 'seenWithin') => (
    <TextField
      label={texts.leave[key]}
      description={texts.days}
      errorText={!isValidDays(draft[key]) && texts.notDays}
      value={draft[key]}
      inputMode="numeric"
      autoComplete={false}
      onChange={(typed) => change({ [key]: typed })}
    />
  );
  return (
    <ExpandableSection headerText={texts.leaveOut} headingTagOverride="h3" variant="footer">
      <SpaceBetween size="s">
        {offers.nonActive && (
          <Checkbox checked={draft.nonActive} onChange={({ detail }) => change({ nonActive: detail.checked })}>
            {texts.leave.nonActive}
          </Checkbox>
        )}
        {offers.startedPreviously && (
          <Checkbox
            checked={draft.startedPreviously}
            onChange={({ detail }) => change({ startedPreviously: detail.checked })}
          >
            {texts.leave.startedPreviously}
          </Checkbox>
        )}
        {days('notSeenSince')}
        {days('seenWithin')}
        <GroupsField label={texts.leave.groups} value={draft.groups} onChange={(groups) => change({ groups })} />
        <Button
          disabled={!isRead || isSame(draft, applied)}
          onClick={() => {
            setApplied(draft);
            onOpen(false);
            onChange(exclusionsOf(draft));
          }}
        >
          {texts.countAnew}
        </Button>
      </SpaceBetween>
    </ExpandableSection>
  );
}

const isSame = (one: ExclusionDraft, other: ExclusionDraft): boolean => JSON.stringify(one) === JSON.stringify(other);
