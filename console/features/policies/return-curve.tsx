import { Box } from '@cloudscape-design/components';
import { useNarrow } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Simulation, Within } from './draft.ts';
import './policies.css';

/** Returns are told for this number of days, and each one after it. */
export const FIRST_DAY = 7;
const LAST_DAY = 720;
/** In the table for screen readers. */
const TOLD = [7, 14, 30, 60, 90, 120, 180, 270, 365, 540, 720];
const HEIGHT = 220;
const AXIS = 24;
const TOP = 20;

interface Props {
  readonly returns: Simulation['returns'][Within];
  /** Where the slider stands. */
  readonly days: number;
}

/** The share that comes back, by days of quiet, with its range. Where nothing is known the chart is grey. */
export function ReturnCurve({ returns, days }: Props) {
  const { policies: texts } = useTexts();
  const { number } = useFormats();
  const width = useNarrow() ? 320 : 900;
  const { share, low, high } = returns;
  const known = share.findLastIndex((one) => one !== null);
  const last = Math.min(LAST_DAY, Math.max(90, FIRST_DAY + share.length, days + 1));
  const x = (day: number) => ((day - FIRST_DAY) / (last - FIRST_DAY)) * width;
  const y = (part: number) => HEIGHT - part * (HEIGHT - TOP);
  const points = share.flatMap((one, at) => (one === null ? [] : [`${x(FIRST_DAY + at)},${y(one)}`]));
  const ranges = share.flatMap((_, at) => {
    const from = low[at] ?? null;
    const to = high[at] ?? null;
    return from === null || to === null ? [] : [{ at, from, to }];
  });
  const percent = (part: number) => texts.percent({ shown: number(Math.round(part * 1_000) / 10) });
  return (
    <figure className="policy-chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT + AXIS}`} aria-hidden="true" preserveAspectRatio="none">
        <rect className="unknown" x={x(FIRST_DAY + known)} y={0} width={width - x(FIRST_DAY + known)} height={HEIGHT} />
        {ranges.map(({ at, from, to }) => (
          <rect
            key={at}
            className="range"
            x={x(FIRST_DAY + at)}
            y={y(to)}
            width={x(FIRST_DAY + 1)}
            height={y(from) - y(to)}
          />
        ))}
        <polyline points={points.join(' ')} />
        {[0.25, 0.5, 0.75, 1].map((part) => (
          <text key={part} x={2} y={y(part) + 12}>
            {percent(part)}
          </text>
        ))}
        {[30, 90, 180, 365, 540]
          .filter((day) => day < last)
          .map((day) => (
            <text key={day} x={x(day)} y={HEIGHT + 17} textAnchor="middle">
              {number(day)}
            </text>
          ))}
        {share.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the day
          <g key={at}>
            <title>{`${texts.days({ count: FIRST_DAY + at })}: ${part === null ? texts.stepUnknown : percent(part)}`}</title>
            <rect className="pointed" x={x(FIRST_DAY + at)} y="0" width={x(FIRST_DAY + 1)} height={HEIGHT} />
          </g>
        ))}
        <line x1={x(days)} x2={x(days)} y1="0" y2={HEIGHT} />
      </svg>
      {known < LAST_DAY - FIRST_DAY && (
        <Box color="text-body-secondary">{texts.unknownFrom({ count: Math.max(0, FIRST_DAY + known) })}</Box>
      )}
      <table className="visually-hidden">
        <caption>{texts.curve}</caption>
        <tbody>
          {TOLD.map((day) => {
            const part = share[day - FIRST_DAY] ?? null;
            return (
              <tr key={day}>
                <th scope="row">{texts.days({ count: day })}</th>
                <td>{part === null ? texts.stepUnknown : percent(part)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </figure>
  );
}
