import type { Json } from './fragment.ts';

/** A migrated definition as people read it: without the uuids that the migration made, and one line a case. */
export function showDefinition(definition: Json): Json {
  const { nodes = [], localization = {} } = definition as { nodes?: readonly Json[]; localization?: Json };
  const texts = Object.entries(localization).map(([language, byUuid]) => [
    language,
    Object.values(byUuid as Json).flatMap((properties) =>
      Object.entries(properties as Json).map(([key, values]) => `${key}: ${(values as string[]).join(' | ')}`),
    ),
  ]);
  const positions = new Map(nodes.map(({ uuid }, i) => [uuid, `node ${i + 1}`]));
  return {
    nodes: nodes.map((node) => showNode(node, (to) => (to ? (positions.get(to) ?? `nowhere: ${String(to)}`) : 'end'))),
    ...(texts.length > 0 && { localization: Object.fromEntries(texts) }),
  };
}

function showNode({ actions = [], router, exits }: Json, place: (to: unknown) => string): Json {
  const leads = new Map((exits as readonly Json[]).map(({ uuid, destination_uuid: to }) => [uuid, place(to)]));
  const shown = (actions as readonly Json[]).map(({ uuid: _, ...action }) => action);
  return {
    ...(shown.length > 0 && { actions: shown }),
    ...(router ? { router: showRouter(router as Json, leads) } : { to: [...leads.values()][0] }),
  };
}

function showRouter(router: Json, leads: ReadonlyMap<unknown, string>): Json {
  const {
    categories = [],
    cases,
    default_category_uuid: fallback,
    wait,
    ...rest
  } = router as {
    categories?: readonly Json[];
    cases?: readonly Json[];
    default_category_uuid?: unknown;
    wait?: Json;
  };
  const names = new Map(categories.map(({ uuid, name }) => [uuid, String(name)]));
  const { timeout, ...waited } = (wait ?? {}) as { timeout?: Json };
  return {
    ...rest,
    ...(wait && { wait: waited }),
    ...(timeout && { timeout: `${timeout['seconds']} seconds: ${names.get(timeout['category_uuid'])}` }),
    ...(cases && {
      cases: cases.map(
        ({ type, arguments: given, category_uuid: to }) =>
          `${type}(${(given as readonly string[]).join(', ')}): ${names.get(to)}`,
      ),
    }),
    ...(fallback ? { default: names.get(fallback) } : {}),
    categories: categories.map(({ name, exit_uuid: exit }) => `${name} -> ${leads.get(exit)}`),
  };
}
