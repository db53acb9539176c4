import { useMemo } from 'react';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { FlowNode } from './definition.ts';
import { describeNode } from './describe-node.ts';
import { type DrawnWay, layOut } from './drawing-layout.ts';
import './drawing.css';
import { useQuery } from '@tanstack/react-query';
import { type Item, useSession } from '../../common/api/index.ts';

type Start = Item<'flow_starts'>;

interface Traffic {
  readonly through: (node: string) => number;
  readonly along: (from: string, to: string) => number;
}

interface Props {
  readonly nodes: readonly FlowNode[];
  /** The nodes of a simulation, in their order. */
  readonly path: readonly string[];
  /** The runs of the last start; null when there was none. */
  readonly traffic: Traffic | null;
}

/** A flow as boxes and ways. Screen readers read it as a list of steps. */
export function FlowDrawing({ nodes, path, traffic }: Props) {
  const texts = useTexts();
  const { number: shown } = useFormats();
  const drawing = useMemo(
    () => layOut(nodes, (node) => describeNode(node, texts), traffic !== null),
    [nodes, texts, traffic],
  );
  const visited = new Set(path);
  const number = new Map(nodes.map(({ uuid }, index) => [uuid, index + 1]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach what scrolls
    <section className="flow-drawing" tabIndex={0} aria-label={texts.flows.drawing}>
      <div style={{ position: 'relative', width: drawing.width, height: drawing.height }}>
        <svg width={drawing.width} height={drawing.height} aria-hidden="true">
          {drawing.ways.map(({ from, to, label, points }) => {
            const walked = visited.has(from) && path[path.indexOf(from) + 1] === to;
            return (
              <polyline
                key={`${from} ${to} ${label}`}
                className={walked ? 'walked' : ''}
                points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
              />
            );
          })}
          {drawing.ways.map(({ from, to, label, points }) => {
            const middle = points[Math.floor(points.length / 2)];
            const runs = traffic ? shown(traffic.along(from, to)) : '';
            const written = [label, runs].filter((text) => text !== '').join(' · ');
            return (
              middle &&
              written !== '' && (
                <text key={`${from} ${to} ${label}`} x={middle.x} y={middle.y} textAnchor="middle">
                  {written}
                </text>
              )
            );
          })}
        </svg>
        <ol>
          {drawing.boxes.map(({ id, x, y, width, height, lines }) => (
            <li
              key={id}
              className={visited.has(id) ? 'walked' : ''}
              style={{ insetInlineStart: x, top: y, width, height }}
            >
              {lines.length === 0
                ? texts.flows.nothing
                : lines.map((line, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines are identified by their place
                    <div key={index} dir="auto" title={line}>
                      {line}
                    </div>
                  ))}
              {traffic && (
                <span className="through">
                  {texts.words.contactsOf({ count: traffic.through(id), shown: shown(traffic.through(id)) })}
                </span>
              )}
              <Ways of={drawing.ways.filter((way) => way.from === id)} number={number} traffic={traffic} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

interface WaysProps {
  readonly traffic: Traffic | null;
  readonly of: readonly DrawnWay[];
  readonly number: ReadonlyMap<string, number>;
}

function Ways({ of, number, traffic }: WaysProps) {
  const { flows: texts } = useTexts();
  const { number: shown } = useFormats();
  return (
    <span className="visually-hidden">
      {of
        .map(({ from, to, label }) => {
          const way = texts.leadsTo({ label, labelled: label !== '', step: number.get(to) ?? 0 });
          return traffic ? `${way} (${shown(traffic.along(from, to))})` : way;
        })
        .join('; ') || texts.ends}
    </span>
  );
}

/** The last start of a flow with runs, and the paths of these runs; null when there was none in 90 days. */
export function useLastStart(flow: string) {
  const { api } = useSession();
  return useQuery({
    // The key begins with `jobs`, so that it is read again when a job has ended.
    queryKey: ['jobs', 'last start', flow],
    queryFn: async (): Promise<Start | null> => {
      const runs = await api.get('runs', { flow, limit: '1' });
      const uuid = runs.results[0]?.start.uuid;
      if (uuid === undefined) return null;
      const starts = await api.get('flow_starts', { uuid, paths: 'true' });
      return starts.results[0] ?? null;
    },
  });
}

export function trafficOf({ paths }: Pick<Start, 'paths'>): Traffic {
  const segments = paths?.segments ?? [];
  const sum = (some: typeof segments) => some.reduce((all, { runs }) => all + runs, 0);
  return {
    through: (node) => sum(segments.filter(({ to }) => to === node)),
    along: (from, to) => sum(segments.filter((one) => one.from === from && one.to === to)),
  };
}
