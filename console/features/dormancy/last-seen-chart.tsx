import { useNarrow } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import './last-seen-chart.css';

interface Month {
  /** `2026-11`. */
  readonly month: string;
  readonly count: number;
}

interface Props {
  readonly months: readonly Month[];
  /** How many were last seen before the oldest month. */
  readonly earlier: number;
  /** The place of the line, from 0 at the oldest month to 1. */
  readonly line: number;
}

const EARLIER = 'earlier';
const HEIGHT = 220;
const AXIS = 24;
/** The width of the drawing, which sets the size of its letters, and how many months have a name. */
const AT_A_DESK = { width: 900, named: 12 };
const ON_A_PHONE = { width: 320, named: 4 };

/** How many contacts were last seen in each month. Contacts before the line are dormant. */
export function LastSeenChart({ months, earlier, line }: Props) {
  const { dormancy: texts } = useTexts();
  const { number, month: monthOf } = useFormats();
  const most = Math.max(1, earlier, ...months.map(({ count }) => count));
  const bars = [{ month: EARLIER, count: earlier }, ...months];
  const nameOf = (month: string) => (month === EARLIER ? texts.earlier : monthOf(month));
  const at = (1 + line * months.length) / bars.length;
  const { width, named } = useNarrow() ? ON_A_PHONE : AT_A_DESK;
  const step = width / bars.length;
  const every = Math.ceil(bars.length / named);
  return (
    <figure className="last-seen">
      <svg viewBox={`0 0 ${width} ${HEIGHT + AXIS}`} aria-hidden="true" preserveAspectRatio="none">
        {bars.map(({ month, count }, index) => {
          const height = (count / most) * (HEIGHT - 20);
          const isDormant = (index + 0.5) / bars.length < at;
          return (
            <g key={month} className={isDormant ? 'dormant' : ''}>
              <title>{`${nameOf(month)}: ${number(count)}`}</title>
              <rect className="pointed" x={index * step} y="0" width={step} height={HEIGHT} />
              <rect x={index * step + 2} y={HEIGHT - height} width={step - 4} height={height} rx="2" />
              {index % every === 0 && (
                <text
                  x={index === 0 ? 0 : index * step + step / 2}
                  y={HEIGHT + 17}
                  textAnchor={index === 0 ? 'start' : 'middle'}
                >
                  {nameOf(month)}
                </text>
              )}
            </g>
          );
        })}
        <line x1={at * width} x2={at * width} y1="0" y2={HEIGHT} />
      </svg>
      <div className="scale" aria-hidden="true">
        <span>{number(most)}</span>
        {most > 1 && <span>{number(Math.round(most / 2))}</span>}
      </div>
      <table className="visually-hidden">
        <caption>{texts.chart}</caption>
        <tbody>
          {bars.map(({ month, count }) => (
            <tr key={month}>
              <th scope="row">{nameOf(month)}</th>
              <td>{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
