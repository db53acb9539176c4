import { ACTIONS, REFUSED } from './actions/index.ts';
import type { FlowNode, Perform } from './flow.ts';
import type { Localization } from './localization.ts';
import type { Problem } from './problem.ts';
import type { KeptResult } from './results.ts';
import { ROUTERS } from './routers/index.ts';
import type { RouterReading } from './routers/router.ts';
import type { ActionDefinition, NodeDefinition } from './schema.ts';

export interface NodeReading {
  readonly node: FlowNode;
  readonly keeps: readonly (KeptResult & { readonly node: string })[];
}

/** Makes a node ready to run; what cannot run is added to `problems`. */
export function readNode(node: NodeDefinition, localization: Localization, problems: Problem[]): NodeReading {
  const actions = node.actions.flatMap((action) => readAction(node, action, problems) ?? []);
  const router = readRouter(node, localization, problems);
  const keeps = [...actions, ...(router === null ? [] : [router])].flatMap((one) => one.keeps ?? []);
  return {
    node: {
      uuid: node.uuid,
      actions: actions.map(({ perform }) => perform),
      route: router?.route ?? null,
      categories: router?.categories ?? [],
      exits: node.exits.map((exit) => ({ uuid: exit.uuid, destination: exit.destination_uuid ?? null })),
    },
    keeps: keeps.map((result) => ({ ...result, node: node.uuid })),
  };
}

function readAction(
  node: NodeDefinition,
  action: ActionDefinition,
  problems: Problem[],
): { readonly perform: Perform; readonly keeps: KeptResult | null } | null {
  const place = { node: node.uuid, action: action.uuid, type: action.type };
  const reader = ACTIONS.get(action.type);
  if (reader === undefined) {
    problems.push({ ...place, why: REFUSED.get(action.type) ?? 'is not a known action type' });
    return null;
  }
  const reading = reader(action);
  if (reading.ok) return reading;
  problems.push(...reading.problems.map((why) => ({ ...place, why })));
  return null;
}

function readRouter(
  { uuid, router, exits }: NodeDefinition,
  localization: Localization,
  problems: Problem[],
): Extract<RouterReading, { ok: true }> | null {
  if (!router) return null;
  const place = { node: uuid, action: null, type: router.type };
  const reader = ROUTERS.get(router.type);
  if (reader === undefined) {
    problems.push({ ...place, why: 'is not a known router type' });
    return null;
  }
  const reading = reader(router, { exits: new Set(exits.map((exit) => exit.uuid)), localization });
  if (reading.ok) return reading;
  problems.push(...reading.problems.map((why) => ({ ...place, why })));
  return null;
}
