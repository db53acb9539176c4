import { Box, ExpandableSection, SegmentedControl } from '@cloudscape-design/components';
import { useState } from 'react';
import { Section } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Simulation, Within } from './draft.ts';
import { FIRST_DAY, ReturnCurve } from './return-curve.tsx';

interface Props {
  readonly simulation: Simulation;
  readonly days: number;
}

const WITHIN: readonly Within[] = ['30', '90', '365'];

/** How many of those quiet for so many days come back: in plain numbers first, and as a curve. */
export function ReturnsSection({ simulation, days }: Props) {
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
