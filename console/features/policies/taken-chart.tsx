import { useNarrow } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Simulation } from './draft.ts';
import './policies.css';

type Month = Simulation['trials'][number]['months'][number];

interface Props {
  readonly months: readonly Month[];
  /** The first day that is known, `2025-11-25`. */
  readonly since: string;
}

const HEIGHT = 220;
const AXIS = 24;
const AT_A_DESK = { width: 900, named: 12 };
const ON_A_PHONE = { width: 320, named: 4 };
const WITHIN = [30, 90, 365] as const;

/** Bars by month: who was taken, and of them in another colour those who wrote again later. */
export function TakenChart({ months, since }: Props) {
  const { policies: texts } = useTexts();
  const { number, month: monthOf } = useFormats();
  const { width, named } = useNarrow() ? ON_A_PHONE : AT_A_DESK;
  const shown = everyMonth(months, since);
  const most = Math.max(1, ...shown.map(({ taken }) => taken));
  const step = width / Math.max(1, shown.length);
  const every = Math.ceil(shown.length / named);
  const height = (count: number) => (count / most) * (HEIGHT - 20);
  return (
    <figure className="policy-chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT + AXIS}`} aria-hidden="true" preserveAspectRatio="none">
        {shown.map(({ month, taken, wrote_ever }, index) => (
          <g key={month}>
            <title>{`${monthOf(month)}: ${texts.stepTotal({ taken: number(taken), wrote: number(wrote_ever) })}`}</title>
            <rect className="pointed" x={index * step} y="0" width={step} height={HEIGHT} />
            <rect
              x={index * step + 2}
              y={HEIGHT - height(taken)}
              width={Math.max(1, step - 4)}
              height={height(taken)}
            />
            <rect
              className="regret"
              x={index * step + 2}
              y={HEIGHT - height(wrote_ever)}
              width={Math.max(1, step - 4)}
              height={height(wrote_ever)}
            />
            {index % every === 0 && (
              <text
                x={index === 0 ? 0 : index * step + step / 2}
                y={HEIGHT + 17}
                textAnchor={index ? 'middle' : 'start'}
              >
                {monthOf(month)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <div className="policy-legend" aria-hidden="true">
        <span>{texts.stayedQuiet}</span>
        <span className="regret">{texts.wroteAgain}</span>
      </div>
      <table className="visually-hidden">
        <caption>{texts.takenChart}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.month}</th>
            <th scope="col">{texts.taken}</th>
            {WITHIN.map((within) => (
              <th key={within} scope="col">
                {texts.wroteWithin({ count: within })}
              </th>
            ))}
            <th scope="col">{texts.wroteAgain}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.month}>
              <th scope="row">{monthOf(one.month)}</th>
              <td>{number(one.taken)}</td>
              {WITHIN.map((within) => (
                <td key={within}>{number(one.wrote_within[within])}</td>
              ))}
              <td>{number(one.wrote_ever)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** With the months in which nobody was taken, up to the last one that is known. */
function everyMonth(months: readonly Month[], since: string): readonly Month[] {
  const known = new Map(months.map((one) => [one.month, one]));
  const end = new Date().toISOString().slice(0, 7);
  const all: Month[] = [];
  for (let month = since.slice(0, 7); month <= end; month = after(month))
    all.push(known.get(month) ?? { month, taken: 0, wrote_within: { 30: 0, 90: 0, 365: 0 }, wrote_ever: 0 });
  return all;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
