import { legacyFlowNumbers, migrateLegacy } from '#legacy-flows';
import type { FlowId } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { checkFrame } from './check.ts';
import type { Flow, FlowType, ResultInfo } from './flow.ts';
import { ageOf, migrate, parseVersion, type Version } from './migrations/index.ts';
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

/** The groups and fields that a definition of before version 13 names: its file does not list them. */
interface FlowNeeds {
  readonly groups: readonly { readonly uuid: string; readonly name: string }[];
  readonly fields: readonly { readonly key: string; readonly name: string }[];
}

type FlowReading = {
  /** Null for definitions of version 13 and later. */
  readonly needs: FlowNeeds | null;
} & (
  | { readonly ok: true; readonly flow: Flow /** Of the current version. */; readonly definition: unknown }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** The problems are only things that cannot run here, so the flow can be kept for others to run. */
      readonly kept: FlowFrame | null;
      /** As it came, or of version 13.0 if it was older. */
      readonly definition: unknown;
    }
);

/** The export file of a definition. */
interface FlowFile {
  readonly version: Version | null;
  /** The uuids of its flows by their old numbers. */
  readonly flows: ReadonlyMap<unknown, string>;
}

const NO_FILE: FlowFile = { version: null, flows: new Map() };

/**
 * Checks a flow definition in TextIt's format (spec 3 to 14), migrates it and prepares it to run. It refuses what
 * breaks TextIt's structure and limits (8.1) and what cannot run here, and names every place. Without `globals`, any
 * global may exist.
 */
export function parseFlow(json: unknown, globals?: GlobalKeys, file: FlowFile = NO_FILE): FlowReading {
  const age = ageOf(json, file.version);
  if (age.type === 'unread') return refused(json, [ofFlow(age.why)]);
  if (age.type === 'nodes' || !isJsonObject(json)) return parseNodes(json, globals);
  const legacy = migrateLegacy(json, age.version, file.flows);
  if (!legacy.ok) return refused(json, [ofFlow(legacy.why)]);
  const { groups, fields } = legacy;
  return { ...parseNodes(legacy.definition, globals), needs: { groups, fields } };
}

function parseNodes(json: unknown, globals: GlobalKeys | undefined): FlowReading {
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
    needs: null,
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
): Extract<FlowReading, { ok: false }> => ({ ok: false, needs: null, problems, kept, definition });

/** A flow of an export file as it is stored: in the current version, or as it came when part of it cannot run here. */
export interface ReadFlow {
  readonly needs: FlowNeeds | null;
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

  const file = isFile ? { version: parseVersion(json['version']), flows: legacyFlowNumbers(definitions) } : NO_FILE;
  const flows: ReadFlow[] = [];
  const problems: Problem[] = [];
  for (const one of definitions) {
    const reading = parseFlow(one, globals, file);
    const { needs, definition } = reading;
    if (reading.ok) flows.push({ frame: reading.flow, definition, problems: [], needs });
    else if (allowPartial && reading.kept)
      flows.push({ frame: reading.kept, definition, problems: reading.problems, needs });
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

/** TextIt writes 13 and reads 3 to 13 (8.8). */
function exportProblem({ version, flows }: Json): Refusal | null {
  if (version === undefined || version === null) return { code: 'flow_no_version' };
  const [major] = parseVersion(version) ?? [0];
  if (major < 3 || major > 13) return { code: 'flow_version', version: String(version) };
  return Array.isArray(flows) ? null : { code: 'flow_field_type', field: 'flows', type: 'an array' };
}
