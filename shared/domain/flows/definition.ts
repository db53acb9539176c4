import type { FlowId } from '../ids.ts';
import { ACTIONS, REFUSED } from './actions/index.ts';
import type { Flow, FlowNode, Perform } from './flow.ts';
import { issueText, type Problem } from './problem.ts';
import { type ActionDefinition, definitionSchema, type NodeDefinition } from './schema.ts';

export type { Flow, Run, RunEvent, RunOptions } from './flow.ts';
export { describeProblem, type Problem } from './problem.ts';

export type FlowReading =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a flow definition in TextIt's format (spec 13 or 14) and makes it ready to run.
 * Refuses, with every place named, what breaks TextIt's structure and limits (8.1) and what cannot run here.
 */
export function readFlow(json: unknown): FlowReading {
  const parsed = definitionSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => ofFlow(issueText(issue))) };

  const problems: Problem[] = [];
  const nodes = parsed.data.nodes.map((node) => readNode(node, problems));
  if (problems.length > 0) return { ok: false, problems };

  const { uuid, name, type, language, revision } = parsed.data;
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
      results: [],
    },
  };
}

const ofFlow = (why: string): Problem => ({ node: null, action: null, type: null, why });

function readNode(node: NodeDefinition, problems: Problem[]): FlowNode {
  return {
    uuid: node.uuid,
    actions: node.actions.flatMap((action) => readAction(node, action, problems)),
    route: null,
    exits: node.exits.map((exit) => ({ uuid: exit.uuid, destination: exit.destination_uuid ?? null })),
  };
}

function readAction(node: NodeDefinition, action: ActionDefinition, problems: Problem[]): readonly Perform[] {
  const place = { node: node.uuid, action: action.uuid, type: action.type };
  const reader = ACTIONS.get(action.type);
  if (reader === undefined) {
    problems.push({ ...place, why: REFUSED.get(action.type) ?? 'is not a known action type' });
    return [];
  }
  const reading = reader(action);
  if (reading.ok) return [reading.perform];
  problems.push(...reading.problems.map((why) => ({ ...place, why })));
  return [];
}
