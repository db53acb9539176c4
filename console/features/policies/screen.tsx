import { Button, SpaceBetween } from '@cloudscape-design/components';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { Loading, Problem, Screen, Section, useSettled } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { bodyOf, type Draft, FIRST_DRAFT } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { PoliciesList } from './policies-list.tsx';
import { PolicyLine } from './policy-line.tsx';
import { ReturnsSection } from './returns-section.tsx';
import { SavePolicy } from './save-policy.tsx';
import { TakenSection } from './taken-section.tsx';

/** The kept policies, and a draft: drawn as a line, edited by a form, played over the past, and saved. */
export default function PoliciesScreen() {
  const { policies: texts } = useTexts();
  const { may } = useSession();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [first] = draft.stages;
  const found = useSimulation(draft);
  const setDays = (days: number) =>
    setDraft({ ...draft, stages: draft.stages.map((stage, at) => (at === 0 ? { ...stage, days } : stage)) });
  return (
    <Screen title={texts.title} description={texts.hint}>
      {may('administer') && <PoliciesList />}
      <Section title={texts.try} description={texts.tryHint} actions={may('administer') && <SaveDraft draft={draft} />}>
        <PolicyLine draft={draft} simulation={found.data ?? null} />
        <DraftForm draft={draft} onChange={setDraft} />
      </Section>
      <div aria-live="polite">
        {found.error ? (
          <Problem error={found.error} retry={() => void found.refetch()} />
        ) : found.data && first ? (
          <SpaceBetween size="l">
            <TakenSection simulation={found.data} days={first.days} onDays={setDays} />
            <ReturnsSection simulation={found.data} days={first.days} />
          </SpaceBetween>
        ) : (
          found.isFetching && <Loading isPart />
        )}
      </div>
    </Screen>
  );
}

function SaveDraft({ draft }: { readonly draft: Draft }) {
  const { storedPolicies: texts } = useTexts();
  const [, navigate] = useLocation();
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Button disabled={bodyOf(draft) === null} onClick={() => setSaving(true)}>
        {texts.save}
      </Button>
      {saving && (
        <SavePolicy
          draft={draft}
          policy={null}
          onSaved={({ uuid }) => navigate(`/policies/${uuid}`)}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

/** Milliseconds without a change before a draft is played, because each answer costs money. */
const SETTLED_MS = 600;

function useSimulation(draft: Draft) {
  const { api } = useSession();
  const asked = useSettled(draft, SETTLED_MS);
  const body = bodyOf(asked);
  return useQuery({
    queryKey: ['policy_simulations', body],
    queryFn: body === null ? skipToken : () => api.post('policy_simulations', body),
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
}
