import dagre from '@dagrejs/dagre';
import { edgesOf, type FlowNode } from './definition.ts';

interface DrawnBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

export interface DrawnWay {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly ways: readonly DrawnWay[];
}

const WIDTH = 260;
const LINE = 20;
const PADDING = 16;
/** The room beside a label for a number of runs, in letters. */
const NUMBER = 10;

/** The places of nodes and ways, from top to bottom. Ways that end the flow are not drawn. */
export function layOut(
  nodes: readonly FlowNode[],
  lines: (node: FlowNode) => readonly string[],
  withNumbers: boolean,
): Drawing {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 56, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const shown = new Map(nodes.map((node) => [node.uuid, lines(node)]));
  for (const [uuid, own] of shown)
    graph.setNode(uuid, { width: WIDTH, height: PADDING + (Math.max(1, own.length) + (withNumbers ? 1 : 0)) * LINE });
  const ways = edgesOf(nodes).flatMap((edge, index) =>
    edge.to !== null && shown.has(edge.to) ? [{ ...edge, to: edge.to, name: String(index) }] : [],
  );
  for (const { from, to, label, name } of ways)
    graph.setEdge(from, to, { width: (label.length + NUMBER) * 7, height: LINE, labelpos: 'c' }, name);
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    // For an empty flow dagre's size is -Infinity.
    width: Math.max(0, width),
    height: Math.max(0, height),
    boxes: [...shown].map(([id, own]) => {
      const { x, y, width: wide, height: high } = graph.node(id);
      return { id, x: x - wide / 2, y: y - high / 2, width: wide, height: high, lines: own };
    }),
    ways: ways.map(({ from, to, label, name }) => ({
      from,
      to,
      label,
      points: graph.edge({ v: from, w: to, name }).points ?? [],
    })),
  };
}
