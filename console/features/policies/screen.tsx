import { Tiles } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { Screen, Section } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Draft } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { EXAMPLES, type Example, exampleOf } from './gallery.ts';
import { PoliciesList } from './policies-list.tsx';
import { PolicyLine } from './policy-line.tsx';
import { stepsOf, useWords } from './rules-words.ts';
import { SaveDraft } from './save-draft.tsx';
import { SimulationPart, useSimulation } from './simulation-part.tsx';

interface Props {
  readonly value: Example;
  readonly dormancyDays: number;
  readonly onChange: (example: Example) => void;
}

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
      <PoliciesList />
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

/** The examples with which a policy begins. Each says its own steps. */
function GalleryChoice({ value, dormancyDays, onChange }: Props) {
  const { policyForm: texts } = useTexts();
  const words = useWords();
  const descriptionOf = (example: Example): string => {
    const { stages } = exampleOf(example, { dormancyDays });
    const steps = stages[0]?.days === null ? [] : stepsOf({ stages }, words);
    return [steps.length > 0 && `${steps.join(', ')}.`, texts.examples[example].hint].filter(Boolean).join(' ');
  };
  return (
    <Tiles
      ariaLabel={texts.begin}
      value={value}
      columns={3}
      items={EXAMPLES.map((example) => ({
        value: example,
        label: texts.examples[example].name,
        description: descriptionOf(example),
      }))}
      onChange={({ detail }) => onChange(detail.value as Example)}
    />
  );
}
