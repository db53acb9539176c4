import { Box, SpaceBetween } from '@cloudscape-design/components';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useSession } from '../../common/api/index.ts';
import { Loading, Problem, useSettled } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Draft } from './draft.ts';
import { playedOf } from './draft-body.ts';
import { isAtField } from './form-errors.ts';
import { UntoldAlert } from './policy-preview.tsx';
import { ReturnsSection } from './returns-section.tsx';
import { TakenSection } from './taken-section.tsx';

/** Milliseconds without a change before a draft is played, because each answer costs money. */
const SETTLED_MS = 600;

/** What the past says of a draft. A change that takes and spares the same people is not played again. */
export function useSimulation(draft: Draft) {
  const { api } = useSession();
  const body = playedOf(useSettled(draft, SETTLED_MS));
  const found = useQuery({
    queryKey: ['policy_simulations', body],
    queryFn: body === null ? skipToken : () => api.post('policy_simulations', body),
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
  return { ...found, data: body === null ? undefined : found.data, isWhole: body !== null };
}

interface Props {
  readonly found: ReturnType<typeof useSimulation>;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Whom a draft would have taken, and who comes back, with one slider for the days of its first step. */
export function SimulationPart({ found, draft, onChange }: Props) {
  const { policyForm: texts } = useTexts();
  const { data, error } = found;
  const days = draft.stages[0]?.days ?? 0;
  const setDays = (next: number) =>
    onChange({ ...draft, stages: draft.stages.map((stage, at) => (at === 0 ? { ...stage, days: next } : stage)) });
  return (
    <div aria-live="polite">
      {!found.isWhole || (error && isAtField(error)) ? (
        <Box>{texts.mend}</Box>
      ) : error ? (
        <Problem error={error} retry={() => void found.refetch()} />
      ) : data ? (
        <SpaceBetween size="l">
          {data.untold && draft.stages.some((stage) => stage.do === 'tell') && <UntoldAlert />}
          <TakenSection simulation={data} days={days} onDays={setDays} />
          <ReturnsSection simulation={data} days={days} />
        </SpaceBetween>
      ) : (
        found.isFetching && <Loading isPart />
      )}
    </div>
  );
}
