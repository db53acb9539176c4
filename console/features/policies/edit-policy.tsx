import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { Section, useUnsaved } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { draftOf } from './draft-body.ts';
import { DraftForm } from './draft-form.tsx';
import { PolicyLine } from './policy-line.tsx';
import { SaveDraft } from './save-draft.tsx';
import { SimulationPart, useSimulation } from './simulation-part.tsx';
import type { StoredPolicy } from './stored.ts';

interface Props {
  readonly policy: StoredPolicy;
  readonly onClose: () => void;
}

/** Changes the rules of a policy, with what the past says of them. */
export function EditPolicy({ policy: now, onClose }: Props) {
  const { words, storedPolicies: texts } = useTexts();
  // As it was read when editing began, so that a change of somebody else is not written over.
  const [policy] = useState(now);
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [isAsked, setAsked] = useState(false);
  const found = useSimulation(draft);
  useUnsaved(JSON.stringify(draft) !== JSON.stringify(draftOf(policy)));
  return (
    <SpaceBetween size="l">
      <Section
        title={texts.edit}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onClose}>{words.cancel}</Button>
            <SaveDraft
              label={texts.saveChange}
              draft={draft}
              policy={policy}
              onMissing={() => setAsked(true)}
              onSaved={onClose}
            />
          </SpaceBetween>
        }
      >
        <PolicyLine stages={draft.stages} simulation={found.data ?? null} />
        <DraftForm draft={draft} refused={{ error: found.error, isAsked }} onChange={setDraft} />
      </Section>
      <SimulationPart found={found} draft={draft} onChange={setDraft} />
    </SpaceBetween>
  );
}
