import { ofFlow, type Problem } from './problem.ts';
import type { Definition, NodeDefinition } from './schema.ts';

/** Versions that run as they are; older flows must be opened and saved once in TextIt, which rewrites them. */
const OLDEST = [13, 0] as const;
/** The first version that is not known yet (8.1). */
const TOO_NEW = [14, 5] as const;

/** `_ui` is what the editor remembers; TextIt keeps so many bytes of it. */
const MAX_UI_BYTES = 262_144;

/** What must hold across a definition: its version, unique uuids, and exits that lead somewhere. */
export function checkFrame(definition: Definition): readonly Problem[] {
  return [
    ...versionProblems(definition.spec_version),
    ...uiProblems(definition['_ui']),
    ...duplicateProblems(definition),
    ...destinationProblems(definition),
  ];
}

function versionProblems(version: string): readonly Problem[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const before = ([a, b]: readonly [number, number]): boolean => major < a || (major === a && minor < b);
  if (before(OLDEST)) {
    return [ofFlow(`spec version ${version} is too old: open and save the flow in TextIt, then export it again`)];
  }
  return before(TOO_NEW) ? [] : [ofFlow(`spec version ${version} is newer than this engine (14.4)`)];
}

const uiProblems = (ui: unknown): readonly Problem[] =>
  new TextEncoder().encode(JSON.stringify(ui ?? null)).length > MAX_UI_BYTES
    ? [ofFlow(`field '_ui' must have at most ${MAX_UI_BYTES} bytes`)]
    : [];

function duplicateProblems(definition: Definition): readonly Problem[] {
  const seen = new Set<string>();
  return definition.nodes.flatMap((node) =>
    uuidsOf(node).flatMap(({ uuid, action }) => {
      if (!seen.has(uuid)) {
        seen.add(uuid);
        return [];
      }
      return [{ node: node.uuid, action, type: null, why: `uuid ${uuid} is not unique` }];
    }),
  );
}

/** Every uuid of a node and what is in it. Routers are only glanced at: their own modules say what is wrong with them. */
const uuidsOf = ({ uuid, actions, router, exits }: NodeDefinition) => [
  { uuid, action: null },
  ...actions.map((action) => ({ uuid: action.uuid, action: action.uuid })),
  ...[...uuidsIn(router?.['categories']), ...uuidsIn(router?.['cases'])].map((inner) => ({
    uuid: inner,
    action: null,
  })),
  ...exits.map((exit) => ({ uuid: exit.uuid, action: null })),
];

const uuidsIn = (things: unknown): readonly string[] =>
  Array.isArray(things)
    ? things.flatMap((thing: unknown) => {
        const { uuid } = (thing ?? {}) as { readonly uuid?: unknown };
        return typeof uuid === 'string' ? [uuid] : [];
      })
    : [];

function destinationProblems({ nodes }: Definition): readonly Problem[] {
  const known = new Set(nodes.map(({ uuid }) => uuid));
  return nodes.flatMap((node) =>
    node.exits
      .filter(({ destination_uuid: to }) => to && !known.has(to))
      .map(({ uuid, destination_uuid: to }) => ({
        node: node.uuid,
        action: null,
        type: null,
        why: `exit ${uuid} leads to node ${to}, which the flow does not have`,
      })),
  );
}
