import { Box, ExpandableSection, SegmentedControl, SpaceBetween } from '@cloudscape-design/components';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { Loading, Problem, Section, useSettled } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Draft, Simulation, Within } from './draft.ts';
import { playedOf } from './draft-body.ts';
import { isAtField } from './form-errors.ts';
import { UntoldAlert } from './policy-preview.tsx';
import { FIRST_DAY, ReturnCurve } from './return-curve.tsx';
import { TakenSection } from './taken-section.tsx';

interface ReturnsSectionProps {
  readonly simulation: Simulation;
  readonly days: number;
}

const WITHIN: readonly Within[] = ['30', '90', '365'];

/** How many of those quiet for so many days come back: in plain numbers first, and as a curve. */
function ReturnsSection({ simulation, days }: ReturnsSectionProps) {
  const { policies: texts } = useTexts();
  const { number } = useFormats();
  const [within, setWithin] = useState<Within>('90');
  const returns = simulation.returns[within];
  const at = days - FIRST_DAY;
  const percent = (share: number) => texts.percent({ shown: number(Math.round(share * 1_000) / 10) });
  const cases = returns.cases[at] ?? 0;
  const returned = returns.returned[at] ?? 0;
  const low = returns.plain_low[at] ?? null;
  const high = returns.plain_high[at] ?? null;
  const share = returns.share[at] ?? null;
  const range =
    low === null || high === null
      ? ''
      : texts.likely({ share: percent(returned / cases), low: percent(low), high: percent(high) });
  return (
    <Section title={texts.curve} description={texts.curveHint}>
      <SegmentedControl
        label={texts.within}
        selectedId={within}
        options={WITHIN.map((one) => ({ id: one, text: texts.days({ count: Number(one) }) }))}
        onChange={({ detail }) => setWithin(detail.selectedId as Within)}
      />
      <ReturnCurve returns={returns} days={days} />
      <Box fontSize="heading-m">
        {cases > 0
          ? texts.plain({
              cases: number(cases),
              quiet: days,
              returned: number(returned),
              within: Number(within),
              range,
            })
          : texts.noCases({ quiet: days, within: Number(within) })}
      </Box>
      {share !== null && <Box>{texts.estimate({ share: percent(share) })}</Box>}
      {simulation.prompted > 0 && (
        <Box>{texts.prompted({ count: simulation.prompted, shown: number(simulation.prompted) })}</Box>
      )}
      <Box>
        {texts.neverSeen({ open: number(simulation.never_seen.open), wrote: number(simulation.never_seen.wrote) })}
      </Box>
      <ExpandableSection headerText={texts.explain}>
        <ul>
          {texts.explanation.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </ExpandableSection>
    </Section>
  );
}

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
