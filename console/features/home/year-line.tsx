import { useFormats, useTexts } from '../../common/texts/index.ts';
import { extentOf, type Point, placesIn } from './trend.ts';

const WIDTH = 240;
const HEIGHT = 56;
const EDGE = 4;

/** The line of a count over a year, with its scale; screen readers get the first, the last and the extremes. */
export function YearLine({ line, name }: { readonly line: readonly Point[]; readonly name: string }) {
  const { home: texts } = useTexts();
  const { number, day } = useFormats();
  const [first] = line;
  if (first === undefined || line.length < 2) return null;
  const { least, most } = extentOf(line);
  const places = placesIn(line, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE);
  const step = WIDTH / line.length;
  const path = places.map(([x, y]) => `${(x + EDGE).toFixed(1)},${(y + EDGE).toFixed(1)}`).join(' ');
  return (
    <figure className="year-line">
      <svg
        role="img"
        aria-label={texts.lineOf({
          name,
          since: day(`${first.day}T12:00:00Z`),
          first: number(first.count),
          least: number(least),
          most: number(most),
        })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        <polyline points={path} />
        {line.map(({ day: of, count }, at) => (
          <g key={of}>
            <title>{`${day(`${of}T12:00:00Z`)}: ${number(count)}`}</title>
            <rect className="pointed" x={(places[at]?.[0] ?? 0) + EDGE - step / 2} y="0" width={step} height={HEIGHT} />
          </g>
        ))}
      </svg>
      <figcaption aria-hidden="true">
        <span>{day(`${first.day}T12:00:00Z`)}</span>
        <span>{least === most ? number(most) : texts.between({ least: number(least), most: number(most) })}</span>
        <span>{texts.today}</span>
      </figcaption>
    </figure>
  );
}
