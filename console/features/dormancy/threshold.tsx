import { useId } from 'react';
import type { Dormancy } from '../../common/api/types.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import { LastSeenChart } from './last-seen-chart.tsx';

interface Props {
  readonly dormancy: Dormancy;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

const DAYS_A_MONTH = 30.44;
/** A year and a half is looked at by a line that moves by the day. */
const MOST_DAYS = 730;

/** The chart with its line, which the slider below it moves. */
export function Threshold({ dormancy, days, onDays }: Props) {
  const { dormancy: texts } = useTexts();
  const id = useId();
  const months = [...dormancy.months].sort((a, b) => (a.month < b.month ? -1 : 1));
  const span = months.length * DAYS_A_MONTH;
  const line = Math.min(1, Math.max(0, 1 - days / span));
  const most = Math.min(MOST_DAYS, Math.floor(span));
  return (
    <>
      <LastSeenChart months={months} line={line} />
      <label htmlFor={id}>{texts.threshold(days)}</label>
      <input
        id={id}
        className="threshold"
        type="range"
        // The line goes with the thumb: more days are further back, to the start of the line.
        dir="rtl"
        min={1}
        max={most}
        value={Math.min(days, most)}
        aria-valuetext={texts.days(days)}
        onChange={({ target }) => onDays(Number(target.value))}
      />
    </>
  );
}
