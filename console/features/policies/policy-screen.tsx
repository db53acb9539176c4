import { KeyValuePairs, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { FailedScreen, Loading, NotFound, Screen, Section } from '../../common/components/index.ts';
import { EditPolicy } from './edit-policy.tsx';
import { NightsSection } from './nights-section.tsx';
import { PolicyState } from './policies-list.tsx';
import { PolicyActions } from './policy-actions.tsx';
import { PolicyLine } from './policy-line.tsx';
import { factsOf, useWords } from './rules-words.ts';
import { type StoredPolicy, usePolicy } from './stored.ts';
import { VersionsSection } from './versions-section.tsx';
import { WaitingSection } from './waiting-section.tsx';

/** A kept policy: what it says, what it does by night, what waits, and its versions. */
export default function PolicyScreen({ uuid }: { readonly uuid: string }) {
  const found = usePolicy(uuid);
  const [editing, setEditing] = useState(false);
  if (found.error && !found.data) return <FailedScreen error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  if (found.data === null) return <NotFound />;
  const policy = found.data;
  return (
    <Screen
      title={<bdi>{policy.name}</bdi>}
      actions={<PolicyActions policy={policy} onEdit={() => setEditing(true)} />}
    >
      <WaitingSection policy={policy} />
      {editing ? <EditPolicy policy={policy} onClose={() => setEditing(false)} /> : <Says policy={policy} />}
      <NightsSection policy={policy} />
      <VersionsSection policy={policy} />
    </Screen>
  );
}

function Says({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { words: common, storedPolicies: texts } = words.texts;
  return (
    <Section title={texts.says}>
      <PolicyLine stages={policy.stages} simulation={null} />
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: common.state,
            value: (
              <SpaceBetween size="xxs">
                <PolicyState state={policy.state} />
                {texts.stateHints[policy.state]}
              </SpaceBetween>
            ),
          },
          ...factsOf(policy, words).map(({ what, said }) => ({ label: what, value: <bdi>{said}</bdi> })),
        ]}
      />
    </Section>
  );
}
