import type { FlowId } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { checkFrame } from './check.ts';
import type { Flow, FlowType, ResultInfo } from './flow.ts';
import { migrate, parseVersion, tooOld, versionProblem } from './migrations/index.ts';
import { isJsonObject, type Json } from './migrations/json.ts';
import { readNode } from './nodes.ts';
import { ofFlow, type Problem, parseJson } from './problem.ts';
import { listResults } from './results.ts';
import { definitionSchema } from './schema.ts';

/** The same JSON with U+FFFD for each half of a surrogate pair, which cannot be stored. */
function wellFormed(json: unknown): unknown {
  if (typeof json === 'string') return json.toWellFormed();
  if (Array.isArray(json)) return json.map(wellFormed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key.toWellFormed(), wellFormed(value)]));
}

export { certainFailures } from './certain-failures.ts';
export type { Flow, Run, RunEvent, RunOptions } from './flow.ts';
export { describeProblem, type Problem } from './problem.ts';
export { runFlow } from './run.ts';

/** What is known of a flow, whether it can run or not. */
export interface FlowFrame {
  readonly uuid: FlowId;
  readonly name: string;
  readonly type: FlowType;
  /** The results that its runs may leave, as `flows.json` lists them. */
  readonly results: readonly ResultInfo[];
}

/** The keys of a workspace's globals. */
type GlobalKeys = Pick<ReadonlyMap<string, unknown>, 'has'>;

type FlowReading =
  /** `definition` is of the current version. */
  | { readonly ok: true; readonly flow: Flow; readonly definition: unknown }
  /** `kept`: the only problems are things that cannot run here, so the flow can be kept for others to run. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly kept: FlowFrame | null };

/**
 * Checks a flow definition in TextIt's format (spec 13 or 14), migrates it and prepares it to run. It refuses what
 * breaks TextIt's structure and limits (8.1) and what cannot run here, and names every place. Without `globals`, any
 * global may exist.
 */
export function parseFlow(json: unknown, globals?: GlobalKeys): FlowReading {
  const unread = versionProblem(json);
  if (unread !== null) return refused([ofFlow(unread)]);
  const migrated = migrate(json);
  const parsed = parseJson(definitionSchema, wellFormed(migrated));
  if (!parsed.ok) return refused(parsed.problems.map(ofFlow));

  const definition = parsed.data;
  const found: Problem[] = [...checkFrame(definition)];
  const read = definition.nodes.map((node) => readNode(node, definition.localization ?? {}, found));
  const problems = found.filter(({ why }) => why.code !== 'flow_global_unknown' || isUnknown(why.key, globals));
  const { name, type, language, revision } = definition;
  const results = listResults(read.flatMap(({ keeps }) => keeps));
  const frame: FlowFrame = { uuid: definition.uuid.toLowerCase() as FlowId, name, type, results };
  if (problems.length > 0) return refused(problems, problems.every(({ keepable }) => keepable) ? frame : null);

  const nodes = read.map(({ node }) => node);
  const byUuid = new Map(nodes.map((node) => [node.uuid, node]));
  return {
    ok: true,
    flow: { ...frame, language, revision, nodes: byUuid, start: nodes[0] ?? null },
    definition: migrated,
  };
}

const isUnknown = (key: string | number, globals: GlobalKeys | undefined): boolean =>
  globals !== undefined && !globals.has(String(key));

const refused = (problems: readonly Problem[], kept: FlowFrame | null = null): FlowReading => ({
  ok: false,
  problems,
  kept,
});

/** A flow of an export file as it is stored: in the current version, or as it came when part of it cannot run here. */
interface ReadFlow {
  readonly frame: FlowFrame;
  readonly definition: unknown;
  /** What cannot run here; empty for a flow that can be started. */
  readonly problems: readonly Problem[];
}

type FlowsReading =
  | { readonly ok: true; readonly flows: readonly ReadFlow[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads every flow of an export file (8.8) or a bare definition; the caller handles the rest of the file. A refused
 * flow refuses the file. `allowPartial`: flows are accepted that cannot run here in part.
 */
export function parseFlows(
  json: unknown,
  { allowPartial = false, globals }: { readonly allowPartial?: boolean; readonly globals?: GlobalKeys } = {},
): FlowsReading {
  const definitions = isJsonObject(json) && Array.isArray(json['flows']) ? json['flows'] : [json];
  const unsupported = isJsonObject(json) && 'flows' in json ? exportProblem(json) : null;
  if (unsupported !== null) return { ok: false, problems: [ofFlow(unsupported)] };

  const readings = definitions.map((definition: unknown) => ({ definition, reading: parseFlow(definition, globals) }));
  const flows: ReadFlow[] = [];
  const problems: Problem[] = [];
  for (const { definition, reading } of readings) {
    if (reading.ok) flows.push({ frame: reading.flow, definition: reading.definition, problems: [] });
    else if (allowPartial && reading.kept) flows.push({ frame: reading.kept, definition, problems: reading.problems });
    else problems.push(...reading.problems);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, flows };
}

/** TextIt writes 13 and reads 3 to 13 (8.8). Older exports hold flows of versions that are not read here. */
function exportProblem({ version, flows }: Json): Refusal | null {
  if (version === undefined || version === null) return { code: 'flow_no_version' };
  const [major] = parseVersion(version) ?? [0];
  if (major < 3 || major > 13) return { code: 'flow_version', version: String(version) };
  if (major < 13) return tooOld(String(version));
  return Array.isArray(flows) ? null : { code: 'flow_field_type', field: 'flows', type: 'an array' };
}
