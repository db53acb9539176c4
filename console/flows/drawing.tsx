import { useMemo } from 'react';
import { useTexts } from '../texts/texts.tsx';
import type { FlowNode } from './definition.ts';
import { layOut } from './layout.ts';
import { linesOf } from './words.ts';
import './drawing.css';

interface Props {
  readonly nodes: readonly FlowNode[];
  /** The nodes that a simulation went through, in their order. */
  readonly path: readonly string[];
}

/** A flow as boxes and ways. For those who hear the page it is a list of steps. */
export function FlowDrawing({ nodes, path }: Props) {
  const texts = useTexts();
  const drawing = useMemo(() => layOut(nodes, (node) => linesOf(node, texts)), [nodes, texts]);
  const gone = new Set(path);
  const number = new Map(nodes.map(({ uuid }, index) => [uuid, index + 1]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="flow-drawing" tabIndex={0} aria-label={texts.flows.drawing}>
      <div style={{ position: 'relative', width: drawing.width, height: drawing.height }}>
        <svg width={drawing.width} height={drawing.height} aria-hidden="true">
          {drawing.ways.map(({ from, to, label, points }) => {
            const middle = points[Math.floor(points.length / 2)];
            const walked = gone.has(from) && path[path.indexOf(from) + 1] === to;
            return (
              <g key={`${from} ${to} ${label}`} className={walked ? 'walked' : ''}>
                <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
                {middle && label !== '' && (
                  <text x={middle.x} y={middle.y} textAnchor="middle">
                    {label}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
        <ol>
          {drawing.boxes.map(({ id, x, y, width, height, lines }) => (
            <li
              key={id}
              className={gone.has(id) ? 'walked' : ''}
              style={{ insetInlineStart: x, top: y, width, height }}
            >
              {lines.length === 0
                ? texts.flows.nothing
                : lines.map((line, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
                    <div key={index} dir="auto" title={line}>
                      {line}
                    </div>
                  ))}
              <Ways of={drawing.ways.filter((way) => way.from === id)} number={number} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Where a step leads, in words. */
function Ways({
  of,
  number,
}: {
  readonly of: ReturnType<typeof layOut>['ways'];
  readonly number: ReadonlyMap<string, number>;
}) {
  const { flows: texts } = useTexts();
  return (
    <span className="for-ears">
      {of.map(({ to, label }) => texts.leadsTo(label, number.get(to) ?? 0)).join('; ') || texts.ends}
    </span>
  );
}
