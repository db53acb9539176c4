import type { FlowId } from '../ids.ts';
import { checkFrame } from './check.ts';
import type { Flow } from './flow.ts';
import { readNode } from './nodes.ts';
import { ofFlow, type Problem, parseJson } from './problem.ts';
import { listResults } from './results.ts';
import { definitionSchema } from './schema.ts';

export type { Flow, Run, RunEvent, RunOptions } from './flow.ts';
export { describeProblem, type Problem } from './problem.ts';

export type FlowReading =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a flow definition in TextIt's format (spec 13 or 14) and makes it ready to run.
 * Refuses, with every place named, what breaks TextIt's structure and limits (8.1) and what cannot run here.
 */
export function parseFlow(json: unknown): FlowReading {
  const parsed = parseJson(definitionSchema, json);
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map(ofFlow) };

  const definition = parsed.data;
  const problems: Problem[] = [...checkFrame(definition)];
  const read = definition.nodes.map((node) => readNode(node, definition.localization ?? {}, problems));
  if (problems.length > 0) return { ok: false, problems };

  const { uuid, name, type, language, revision } = definition;
  const nodes = read.map(({ node }) => node);
  return {
    ok: true,
    flow: {
      uuid: uuid.toLowerCase() as FlowId,
      name,
      type,
      language,
      revision,
      nodes: new Map(nodes.map((node) => [node.uuid, node])),
      start: nodes[0] ?? null,
      results: listResults(read.flatMap(({ keeps }) => keeps)),
    },
  };
}

export type FlowsReading =
  | { readonly ok: true; readonly flows: readonly { readonly flow: Flow; readonly definition: unknown }[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads every flow of an export file (8.8), or a bare definition as an export of one. All or none: what cannot run in
 * any of them is a problem of the whole. Campaigns, triggers, fields and groups of the file are the caller's business.
 */
export function parseFlows(json: unknown): FlowsReading {
  const definitions = isObject(json) && Array.isArray(json['flows']) ? json['flows'] : [json];
  const unsupported = isObject(json) && 'flows' in json ? exportProblem(json) : null;
  if (unsupported !== null) return { ok: false, problems: [ofFlow(unsupported)] };

  const readings = definitions.map((definition: unknown) => ({ definition, reading: parseFlow(definition) }));
  const problems = readings.flatMap(({ reading }) => (reading.ok ? [] : reading.problems));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    flows: readings.flatMap(({ definition, reading }) => (reading.ok ? [{ flow: reading.flow, definition }] : [])),
  };
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** TextIt writes 13 and reads 3 to 13 (8.8); flows of the older ones are refused one by one by their own version. */
function exportProblem({ version, flows }: Readonly<Record<string, unknown>>): string | null {
  if (version === undefined || version === null) return 'Export missing version field';
  const number = Number(version);
  if (!(number >= 3 && number <= 13)) return `Unsupported export version ${String(version)}`;
  return Array.isArray(flows) ? null : "field 'flows' must be an array";
}
