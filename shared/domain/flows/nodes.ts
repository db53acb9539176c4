import * as z from 'zod/mini';
import { FLOW_ACTIONS, REFUSED_ACTIONS } from './actions/index.ts';
import type { Action, FlowNode, Route } from './flow.ts';
import type { Localization } from './localization.ts';
import { broken, cannotRun, type Problem } from './problem.ts';
import type { KeptResult } from './results.ts';
import { defineRouter, exitProblems, leaveBy, type RouterReader, routerFrame } from './routers/router.ts';
import { switchRouter } from './routers/switch.ts';
import type { ActionDefinition, NodeDefinition } from './schema.ts';

const schema = z.looseObject(routerFrame);

/** Picks one of its categories with equal chance. The result's value is its position, the input the number drawn. */
const random = defineRouter(
  schema,
  (router, { exits }) => exitProblems(router.categories, exits),
  (router, _, { localization }) =>
    (step) => {
      const drawn = step.random();
      const position = Math.min(Math.floor(drawn * router.categories.length), router.categories.length - 1);
      const category = router.categories[position];
      if (category === undefined) return { exit: null, effects: [] };
      return leaveBy(step, router, category, localization, { value: String(position), input: String(drawn) });
    },
);

const ROUTERS: ReadonlyMap<string, RouterReader> = new Map([
  ['random', random],
  ['switch', switchRouter],
]);

interface NodeReading {
  readonly node: FlowNode;
  readonly keeps: readonly (KeptResult & { readonly node: string })[];
}

/** Prepares a node to run; what cannot run is added to `problems`. */
export function readNode(node: NodeDefinition, localization: Localization, problems: Problem[]): NodeReading {
  const actions = node.actions.flatMap((action) => readAction(node, action, localization, problems) ?? []);
  const router = readRouter(node, localization, problems);
  const keeps = [...actions, router].flatMap((one) => one.keeps ?? []);
  return {
    node: {
      uuid: node.uuid,
      actions: actions.map(({ uuid, perform }) => ({ uuid, perform })),
      route: router.route,
      categories: router.categories,
      exits: node.exits.map((exit) => ({ uuid: exit.uuid, destination: exit.destination_uuid || null })),
    },
    keeps: keeps.map((result) => ({ ...result, node: node.uuid })),
  };
}

function readAction(
  node: NodeDefinition,
  action: ActionDefinition,
  localization: Localization,
  problems: Problem[],
): (Action & { readonly keeps: KeptResult | null }) | null {
  const place = { node: node.uuid, action: action.uuid, type: action.type };
  const reader = FLOW_ACTIONS.get(action.type);
  if (reader === undefined) {
    const why = REFUSED_ACTIONS.get(action.type);
    problems.push({ ...place, ...(why === undefined ? broken({ code: 'flow_unknown_action' }) : cannotRun(why)) });
    return null;
  }
  const reading = reader(action, localization);
  problems.push(...reading.faults.map((fault) => ({ ...place, ...fault })));
  return reading.ok ? { uuid: action.uuid, perform: reading.perform, keeps: reading.keeps } : null;
}

interface RouterRead {
  readonly route: Route | null;
  readonly categories: readonly string[];
  readonly keeps: KeptResult | null;
}

const NO_ROUTER: RouterRead = { route: null, categories: [], keeps: null };

function readRouter(
  { uuid, router, exits }: NodeDefinition,
  localization: Localization,
  problems: Problem[],
): RouterRead {
  if (!router) return NO_ROUTER;
  const place = { node: uuid, action: null, type: router.type };
  const reader = ROUTERS.get(router.type);
  if (reader === undefined) {
    problems.push({ ...place, ...broken({ code: 'flow_unknown_router' }) });
    return NO_ROUTER;
  }
  const reading = reader(router, { exits: new Set(exits.map((exit) => exit.uuid)), localization });
  problems.push(...reading.faults.map((fault) => ({ ...place, ...fault })));
  return reading.ok ? reading : { ...NO_ROUTER, keeps: reading.keeps };
}
