import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { Section } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { bodyOf } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { PolicyLine } from './policy-line.tsx';
import { SavePolicy } from './save-policy.tsx';
import { draftOf, type StoredPolicy } from './stored.ts';

interface Props {
  readonly policy: StoredPolicy;
  readonly onClose: () => void;
}

/** Changes the rules of a policy. What the form does not show stays as it is. */
export function EditPolicy({ policy, onClose }: Props) {
  const { words, storedPolicies: texts } = useTexts();
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [saving, setSaving] = useState(false);
  return (
    <Section title={texts.edit}>
      <PolicyLine draft={draft} simulation={null} />
      <DraftForm draft={draft} onChange={setDraft} />
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button variant="primary" disabled={bodyOf(draft) === null} onClick={() => setSaving(true)}>
          {texts.saveChange}
        </Button>
      </SpaceBetween>
      {saving && <SavePolicy draft={draft} policy={policy} onSaved={onClose} onClose={() => setSaving(false)} />}
    </Section>
  );
}
