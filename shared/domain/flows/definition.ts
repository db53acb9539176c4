import type { FlowId } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { checkFrame } from './check.ts';
import type { Flow, FlowType, ResultInfo } from './flow.ts';
import { migrate, parseVersion, versionProblem } from './migrations/index.ts';
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
  | { readonly ok: true; readonly flow: Flow /** Of the current version. */; readonly definition: unknown }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** The problems are only things that cannot run here, so the flow can be kept for others to run. */
      readonly kept: FlowFrame | null;
      /** As it came. */
      readonly definition: unknown;
    };

/**
 * Checks a flow definition in TextIt's format (spec 13 and 14), migrates it and prepares it to run. It refuses what
 * breaks TextIt's structure and limits (8.1) and what cannot run here, and names every place. Without `globals`, any
 * global may exist.
 */
export function parseFlow(json: unknown, globals?: GlobalKeys): FlowReading {
  const unread = versionProblem(json);
  if (unread !== null) return refused(json, [ofFlow(unread)]);
  const migrated = migrate(json);
  const parsed = parseJson(definitionSchema, wellFormed(migrated));
  if (!parsed.ok) return refused(json, parsed.problems.map(ofFlow));

  const definition = parsed.data;
  const found: Problem[] = [...checkFrame(definition)];
  const read = definition.nodes.map((node) => readNode(node, definition.localization ?? {}, found));
  const problems = found.filter(({ why }) => why.code !== 'flow_global_unknown' || isUnknown(why.key, globals));
  const { name, type, language, revision } = definition;
  const results = listResults(read.flatMap(({ keeps }) => keeps));
  const frame: FlowFrame = { uuid: definition.uuid.toLowerCase() as FlowId, name, type, results };
  if (problems.length > 0) return refused(json, problems, problems.every(({ keepable }) => keepable) ? frame : null);

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

const refused = (
  definition: unknown,
  problems: readonly Problem[],
  kept: FlowFrame | null = null,
): Extract<FlowReading, { ok: false }> => ({ ok: false, problems, kept, definition });

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
  const definitions: readonly unknown[] = isJsonObject(json) && Array.isArray(json['flows']) ? json['flows'] : [json];
  const isFile = isJsonObject(json) && 'flows' in json;
  const unsupported = isFile ? exportProblem(json) : null;
  if (unsupported !== null) return { ok: false, problems: [ofFlow(unsupported)] };

  const flows: ReadFlow[] = [];
  const problems: Problem[] = [];
  for (const one of definitions) {
    const reading = parseFlow(one, globals);
    const { definition } = reading;
    if (reading.ok) flows.push({ frame: reading.flow, definition, problems: [] });
    else if (allowPartial && reading.kept) flows.push({ frame: reading.kept, definition, problems: reading.problems });
    else problems.push(...reading.problems);
  }
  problems.push(...repeatedFlows(flows));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, flows };
}

/** The later flow with a uuid would replace the earlier one. */
function repeatedFlows(flows: readonly ReadFlow[]): readonly Problem[] {
  const known = new Set<FlowId>();
  return flows.flatMap(({ frame: { uuid } }) => {
    if (known.has(uuid)) return ofFlow({ code: 'flow_uuid_twice', uuid });
    known.add(uuid);
    return [];
  });
}

/** TextIt writes 13 (8.8). Nobody reads versions before 3. */
function exportProblem({ version, flows }: Json): Refusal | null {
  if (version === undefined || version === null) return { code: 'flow_no_version' };
  const [major] = parseVersion(version) ?? [0];
  if (major >= 3 && major < 13) return { code: 'flow_too_old', version: String(version) };
  if (major !== 13) return { code: 'flow_version', version: String(version) };
  return Array.isArray(flows) ? null : { code: 'flow_field_type', field: 'flows', type: 'an array' };
}
