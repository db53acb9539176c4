import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { Screen, Section } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Draft } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { type Example, exampleOf } from './gallery.ts';
import { GalleryChoice } from './gallery-choice.tsx';
import { PoliciesList } from './policies-list.tsx';
import { PolicyLine } from './policy-line.tsx';
import { SaveDraft } from './save-draft.tsx';
import { SimulationPart, useSimulation } from './simulation-part.tsx';

/** The kept policies, and a draft: begun with an example, edited by a form, played over the past, and saved. */
export default function PoliciesScreen() {
  const { policies: texts, policyForm, shell, storedPolicies } = useTexts();
  const { me, may } = useSession();
  const dormancyDays = me.workspace.dormancy_days;
  const [example, setExample] = useState<Example>('sunset');
  // What was typed in one example is there again after a look at another.
  const [drafts, setDrafts] = useState<Partial<Record<Example, Draft>>>({});
  const [isAsked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const draft = drafts[example] ?? exampleOf(example, { dormancyDays });
  const change = (next: Draft) => setDrafts((before) => ({ ...before, [example]: next }));
  const found = useSimulation(draft);
  return (
    <Screen title={shell.policies} description={texts.hint}>
      {may('administer') && <PoliciesList />}
      <Section title={policyForm.begin} description={policyForm.beginHint}>
        <GalleryChoice
          value={example}
          dormancyDays={dormancyDays}
          onChange={(next) => {
            setExample(next);
            setAsked(false);
          }}
        />
      </Section>
      <Section
        title={texts.try}
        description={texts.tryHint}
        actions={
          may('administer') && (
            <SaveDraft
              label={storedPolicies.save}
              draft={draft}
              policy={null}
              onMissing={() => setAsked(true)}
              onSaved={({ uuid }) => navigate(`/policies/${uuid}`)}
            />
          )
        }
      >
        <PolicyLine stages={draft.stages} simulation={found.data ?? null} />
        <DraftForm key={example} draft={draft} refused={{ error: found.error, isAsked }} onChange={change} />
      </Section>
      <SimulationPart found={found} draft={draft} onChange={change} />
    </Screen>
  );
}
