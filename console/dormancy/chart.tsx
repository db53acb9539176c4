import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import './chart.css';

export interface Month {
  /** `2026-11`. */
  readonly month: string;
  readonly count: number;
}

interface Props {
  readonly months: readonly Month[];
  /** Where the line is: the share of the width, 0 to 1, from the oldest month. */
  readonly line: number;
}

const [WIDTH, HEIGHT, AXIS] = [900, 220, 24];

/** How many people were last seen in each month, the oldest first; those before the line are dormant. */
export function Chart({ months, line }: Props) {
  const { dormancy: texts } = useTexts();
  const { number, month: monthOf } = useFormats();
  const most = Math.max(1, ...months.map(({ count }) => count));
  const step = WIDTH / Math.max(1, months.length);
  const every = Math.ceil(months.length / 12);
  return (
    <figure className="last-seen">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + AXIS}`} aria-hidden="true" preserveAspectRatio="none">
        {months.map(({ month, count }, index) => {
          const height = (count / most) * (HEIGHT - 20);
          const isDormant = (index + 0.5) / months.length < line;
          return (
            <g key={month} className={isDormant ? 'dormant' : ''}>
              <rect x={index * step + 2} y={HEIGHT - height} width={step - 4} height={height} rx="2">
                <title>{`${monthOf(month)}: ${number(count)}`}</title>
              </rect>
              {index % every === 0 && (
                <text x={index * step + step / 2} y={HEIGHT + 17} textAnchor="middle">
                  {monthOf(month)}
                </text>
              )}
            </g>
          );
        })}
        <line x1={line * WIDTH} x2={line * WIDTH} y1="0" y2={HEIGHT} />
      </svg>
      <table className="for-ears">
        <caption>{texts.chart}</caption>
        <tbody>
          {months.map(({ month, count }) => (
            <tr key={month}>
              <th scope="row">{monthOf(month)}</th>
              <td>{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
