import { Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { type Answer, useSession } from '../../common/api/index.ts';
import { Loading, Problem } from '../../common/components/index.ts';
import { isWorthSaying, useFormats, useTexts } from '../../common/texts/index.ts';
import { type Draft, rulesOf } from './draft.ts';
import type { StoredPolicy } from './stored.ts';

type Preview = Answer<'policy_previews', 'post'>;
const NOT_FOR = ['held', 'control_group', 'not_selected', 'other_policy'] as const;

/** Whom a draft would take. It is asked once, when it is to be saved: each answer reads people. */
export function usePolicyPreview(draft: Draft, policy: StoredPolicy | null) {
  const { api } = useSession();
  const body = rulesOf(draft);
  return useQuery({
    queryKey: ['policy_previews', policy?.uuid ?? null, body],
    queryFn: () => api.post('policy_previews', body, { ...(policy && { uuid: policy.uuid }) }),
    gcTime: 0,
  });
}

interface Props {
  readonly draft: Draft;
  readonly preview: ReturnType<typeof usePolicyPreview>;
}

/** Who would move at once, who later, who would leave, and what it costs. */
export function PolicyPreview({ draft, preview }: Props) {
  const { storedPolicies: texts } = useTexts();
  return (
    <section aria-live="polite">
      <Box variant="h3">{texts.preview}</Box>
      {preview.error ? (
        <Problem error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data ? (
        <PreviewWords draft={draft} preview={preview.data} />
      ) : (
        <Loading isPart />
      )}
    </section>
  );
}

function PreviewWords({ draft, preview }: { readonly draft: Draft; readonly preview: Preview }) {
  const { storedPolicies: texts, policies } = useTexts();
  const { number, money } = useFormats();
  const { stages, leave, not_for, cost, candidates, looked_at } = preview;
  return (
    <ul>
      {stages.map(({ stage, at_once, later }, at) => {
        const step = draft.stages[at];
        const name = step ? policies.stages[step.do] : stage;
        return <li key={stage}>{texts.atOnce(name, texts.people(at_once, number(at_once)), number(later))}</li>;
      })}
      {leave > 0 && <li>{texts.leave(leave, number(leave))}</li>}
      {NOT_FOR.filter((why) => not_for[why] > 0).map((why) => (
        <li key={why}>{texts.notFor[why](number(not_for[why]))}</li>
      ))}
      {looked_at < candidates && <li>{texts.lookedAt(number(looked_at), number(candidates))}</li>}
      <li>{isWorthSaying(cost.usd) ? texts.cost(money(cost.usd)) : texts.costsNothing}</li>
    </ul>
  );
}
