/** Which layer of a function a sample of a CPU profile was taken in, by the sources of its bundle. */
import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  /** Microseconds of the machine's monotonic clock. */
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** In the order in which they are shown. */
export const LAYERS = [
  'handler',
  'domain',
  'data layer',
  'marshalling',
  'SDK middleware',
  'signing',
  'HTTP',
  'local runner',
  'garbage',
  'Node itself',
] as const;
export type Layer = (typeof LAYERS)[number];

/** By a part of a source's path, the first that fits. */
const BY_SOURCE: readonly (readonly [RegExp, Layer])[] = [
  [/(?:lib-dynamodb|util-dynamodb)\//, 'marshalling'],
  [/(?:\/protocols\/|\/serde\/|\/schema\/|client-dynamodb\/.*schemas)/i, 'marshalling'],
  [/signature-v4|httpAuth|sigv4|sha256|hash-node|\/client\/.*[Ss]ign/i, 'signing'],
  [/node-http-handler|protocol-http/, 'HTTP'],
  [/@(?:aws-sdk|smithy)\//, 'SDK middleware'],
  [/(?:node_modules|@middy|@aws-lambda-powertools|zod)\//, 'handler'],
  [/infra\/local\//, 'local runner'],
  [/shared\/(?:domain|query)\//, 'domain'],
  [/shared\/data\//, 'data layer'],
  [/(?:functions|shared)\//, 'handler'],
  [/^node:(?:internal\/)?crypto/, 'signing'],
  [
    /^node:(?:_?http|net|_?tls|(?:internal\/)?(?:streams?|dns|net|stream_base|url|buffer)|_stream|buffer|string_decoder)/,
    'HTTP',
  ],
  [/^node:(?:internal\/)?_?http/, 'HTTP'],
  [/^node:/, 'Node itself'],
];

const layerAt = (source: string): Layer => BY_SOURCE.find(([part]) => part.test(source))?.[1] ?? 'handler';

/** The one file of a bundle that has a map; companions have none. */
const BUNDLE = '/index.cjs';

/** The source of a frame of a bundle, by the map that was written beside it. */
export async function openMap(file: string): Promise<(frame: CallFrame) => string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return () => null;
  const map = new SourceMap(JSON.parse(text));
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.endsWith(BUNDLE)) return null;
    const found = map.findEntry(lineNumber, columnNumber);
    return 'originalSource' in found ? found.originalSource : null;
  };
}

/**
 * The share of each layer in the busy samples of a profile between two times (microseconds). Code of V8 and of the
 * system belongs to whoever called it.
 */
export function sharesOf(
  { nodes, startTime, samples, timeDeltas }: Profile,
  { from, to }: { readonly from: number; readonly to: number },
  sourceOf: (frame: CallFrame) => string | null,
): ReadonlyMap<Layer, number> {
  const layers = layersOf(nodes, sourceOf);
  const counted = new Map<Layer, number>();
  let at = startTime;
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const took = timeDeltas[index] ?? 0;
    at += took;
    const layer = layers.get(id);
    if (at < from || at > to || layer === undefined || layer === null) continue;
    counted.set(layer, (counted.get(layer) ?? 0) + took);
    busy += took;
  }
  return new Map([...counted].map(([layer, took]) => [layer, took / busy]));
}

/** By the id of a node; null while the thread waits. */
function layersOf(nodes: Profile['nodes'], sourceOf: (frame: CallFrame) => string | null): Map<number, Layer | null> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const layers = new Map<number, Layer | null>();
  const own = new Map(nodes.map(({ id, callFrame }) => [id, ownLayer(callFrame, sourceOf)]));
  for (const { id } of nodes) {
    let of: number | undefined = id;
    while (of !== undefined && own.get(of) === undefined) of = parents.get(of);
    layers.set(id, of === undefined ? 'Node itself' : (own.get(of) ?? null));
  }
  return layers;
}

/** Null for waiting; undefined for code without a source, which is its caller's. */
function ownLayer(frame: CallFrame, sourceOf: (frame: CallFrame) => string | null): Layer | null | undefined {
  const { functionName, url } = frame;
  if (functionName === '(idle)') return null;
  if (functionName === '(garbage collector)') return 'garbage';
  if (functionName.startsWith('(')) return 'Node itself';
  if (url === '') return undefined;
  if (url.startsWith('node:')) return layerAt(url);
  return layerAt(sourceOf(frame) ?? url);
}
