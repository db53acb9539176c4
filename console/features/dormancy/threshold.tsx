import { useId } from 'react';
import type { Dormancy } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { LastSeenChart } from './last-seen-chart.tsx';

export interface DormancyProps {
  readonly dormancy: Dormancy;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

const DAYS_A_MONTH = 30.44;
/** The slider moves by days, so it covers two years at most. */
const MOST_DAYS = 730;

export function Threshold({ dormancy, days, onDays }: DormancyProps) {
  const { dormancy: texts } = useTexts();
  const id = useId();
  const months = [...dormancy.months].sort((a, b) => (a.month < b.month ? -1 : 1));
  const span = months.length * DAYS_A_MONTH;
  const line = Math.min(1, Math.max(0, 1 - days / span));
  const most = Math.min(MOST_DAYS, Math.floor(span));
  return (
    <>
      <LastSeenChart months={months} earlier={dormancy.earlier} line={line} />
      <label htmlFor={id}>{texts.threshold({ count: days })}</label>
      <input
        id={id}
        className="threshold"
        type="range"
        // The months only: the bar before them has no scale of days.
        style={{ inlineSize: `${(100 * months.length) / (months.length + 1)}%`, marginInlineStart: 'auto' }}
        // The thumb stands below the line: more days are further to the left.
        dir="rtl"
        min={1}
        max={most}
        value={Math.min(days, most)}
        aria-valuetext={texts.days({ count: days })}
        onChange={({ target }) => onDays(Number(target.value))}
      />
    </>
  );
}
