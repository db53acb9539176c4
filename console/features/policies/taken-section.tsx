import { Box } from '@cloudscape-design/components';
import { useId } from 'react';
import { Section } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Simulation } from './draft.ts';
import { TakenChart } from './taken-chart.tsx';

interface Props {
  readonly simulation: Simulation;
  /** Those of the first step. */
  readonly days: number;
  readonly onDays: (days: number) => void;
}

/** Whom the first step would have taken, with a slider for its days. Its stops are the days that were tried. */
export function TakenSection({ simulation, days, onDays }: Props) {
  const { policies: texts } = useTexts();
  const { number, day } = useFormats();
  const id = useId();
  const { trials, since, people, read, wanted, of, sampled } = simulation;
  const at = nearest(
    trials.map((trial) => trial.days),
    days,
  );
  const trial = trials[at];
  if (trial === undefined) return null;
  const { total, unknown } = trial;
  return (
    <Section title={texts.result} description={texts.since({ day: day(`${since}T12:00:00Z`), people: number(people) })}>
      {sampled && <Box>{texts.sampled({ read: number(read), of: number(of) })}</Box>}
      {read < wanted && <Box>{texts.cutShort({ read: number(read), wanted: number(wanted) })}</Box>}
      {total && <TakenChart months={trial.months} since={since} />}
      <label htmlFor={id}>{texts.slider({ count: trial.days })}</label>
      <input
        id={id}
        className="policy-slider"
        type="range"
        min={0}
        max={trials.length - 1}
        value={at}
        aria-valuetext={texts.days({ count: trial.days })}
        onChange={({ target }) => onDays(trials[Number(target.value)]?.days ?? days)}
      />
      <Box fontSize="heading-m">
        {total
          ? texts.would({ count: total.taken, taken: number(total.taken), wrote: number(total.wrote_ever) })
          : texts.wouldUnknown}
      </Box>
      {unknown > 0 && <Box>{texts.unknownPast({ count: unknown, shown: number(unknown) })}</Box>}
    </Section>
  );
}

/** The place of the number that is nearest to another one. */
const nearest = (numbers: readonly number[], wanted: number): number =>
  numbers.reduce((best, one, at) => (Math.abs(one - wanted) < Math.abs((numbers[best] ?? 0) - wanted) ? at : best), 0);
