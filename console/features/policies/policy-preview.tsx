import { Alert, Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, type Body, useSession } from '../../common/api/index.ts';
import { ConfirmNumber, Loading, Problem } from '../../common/components/index.ts';
import { isWorthSaying, useFormats, useTexts } from '../../common/texts/index.ts';
import type { StageType } from './draft.ts';
import { PeopleSample } from './people-sample.tsx';
import type { StoredPolicy } from './stored.ts';

type Preview = Answer<'policy_previews', 'post'>;
const NOT_FOR = ['held', 'control_group', 'not_selected', 'other_policy'] as const;

/**
 * Whom rules would take; what they leave out is as in the policy. It is asked once, before something is saved or
 * switched on: each answer reads people.
 */
export function usePolicyPreview(body: Body<'policy_previews'>, policy: StoredPolicy | null, enabled = true) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['policy_previews', policy?.uuid ?? null, body],
    queryFn: () => api.post('policy_previews', body, { ...(policy && { uuid: policy.uuid }) }),
    gcTime: 0,
    enabled,
  });
}

/** Where rules protect people less than before, their number has to be typed. */
export function useLoosened(preview: Preview | undefined) {
  const [typed, setTyped] = useState('');
  if (!preview?.loosens.length) return { isTyped: true, said: {}, question: null };
  const { count } = preview;
  return {
    isTyped: typed.trim() === String(count),
    said: { count },
    question: <ConfirmNumber total={count} consequence="loosened" value={typed} onChange={setTyped} />,
  };
}

type Steps = readonly { readonly do: StageType }[];

interface Props {
  readonly steps: Steps;
  readonly preview: ReturnType<typeof usePolicyPreview>;
}

/** Who would move at once, who later, who would leave, and what it costs. */
export function PolicyPreview({ steps, preview }: Props) {
  const { storedPolicies: texts } = useTexts();
  return (
    <section aria-live="polite">
      <Box variant="h3">{texts.preview}</Box>
      {preview.error ? (
        <Problem error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data ? (
        <PreviewWords steps={steps} preview={preview.data} />
      ) : (
        <Loading isPart />
      )}
    </section>
  );
}

/** Nothing is connected that a step could tell. */
export const UntoldAlert = () => <Alert type="warning">{useTexts().storedPolicies.untold}</Alert>;

function PreviewWords({ steps, preview }: { readonly steps: Steps; readonly preview: Preview }) {
  const { storedPolicies: texts, policies, contacts } = useTexts();
  const { number, money } = useFormats();
  const { stages, leave, not_for, cost, candidates, looked_at, over, most_a_night, most_in_30_days } = preview;
  const peopleOf = (count: number) => texts.people({ count, shown: number(count) });
  return (
    <ul>
      {stages.map(({ stage, at_once, later, sample }, at) => {
        const step = steps[at];
        const name = step ? policies.stages[step.do] : stage;
        return (
          <li key={stage}>
            {texts.atOnce({
              step: name,
              now: looked_at < candidates ? contacts.atLeast({ shown: peopleOf(at_once) }) : peopleOf(at_once),
              later: number(later),
            })}
            <PeopleSample people={sample} step={name} />
          </li>
        );
      })}
      {preview.untold && <li>{texts.untold}</li>}
      {leave > 0 && <li>{texts.leave({ count: leave, shown: number(leave) })}</li>}
      {NOT_FOR.filter((why) => not_for[why] > 0).map((why) => (
        <li key={why}>{texts.notFor[why]({ shown: number(not_for[why]) })}</li>
      ))}
      <li>
        {most_a_night === null
          ? texts.noLimits({ over: peopleOf(over) })
          : texts.limits({ over: peopleOf(over), most: number(most_a_night) })}
      </li>
      {most_in_30_days !== null && <li>{texts.monthLimit({ most: number(most_in_30_days) })}</li>}
      {looked_at < candidates && <li>{texts.lookedAt({ read: number(looked_at), of: number(candidates) })}</li>}
      <li>{isWorthSaying(cost.usd) ? texts.cost({ shown: money(cost.usd) }) : texts.costsNothing}</li>
    </ul>
  );
}
