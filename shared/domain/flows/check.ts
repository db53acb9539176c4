import { isLanguage } from '../contacts/languages.ts';
import { broken, ofFlow, type Problem } from './problem.ts';
import type { FlowDefinition, NodeDefinition } from './schema.ts';

/** Bytes of `_ui`, what the editor remembers of a flow; TextIt keeps no more. */
const MAX_UI_BYTES = 262_144;

/** Checks a definition as a whole: its languages exist, its uuids are unique, and its exits lead to nodes. */
export function checkFrame(definition: FlowDefinition): readonly Problem[] {
  return [
    ...uiProblems(definition['_ui']),
    ...languageProblems(definition),
    ...duplicateProblems(definition),
    ...destinationProblems(definition),
  ];
}

const uiProblems = (ui: unknown): readonly Problem[] =>
  new TextEncoder().encode(JSON.stringify(ui ?? null)).length > MAX_UI_BYTES
    ? [ofFlow({ code: 'flow_field_most', field: '_ui', most: MAX_UI_BYTES, unit: 'bytes' })]
    : [];

/** Texts may be in `und` (no particular language) or in any language of ISO 639-3. */
function languageProblems({ language, localization }: FlowDefinition): readonly Problem[] {
  const unknown = (code: string): boolean => code !== 'und' && !isLanguage(code);
  return [
    ...(unknown(language) ? [ofFlow({ code: 'flow_language', language })] : []),
    ...Object.keys(localization ?? {})
      .filter(unknown)
      .map((code) => ofFlow({ code: 'flow_localization', language: code })),
  ];
}

function duplicateProblems(definition: FlowDefinition): readonly Problem[] {
  const seen = new Set<string>();
  return definition.nodes.flatMap((node) =>
    uuidsOf(node).flatMap(({ uuid, action }) => {
      if (!seen.has(uuid)) {
        seen.add(uuid);
        return [];
      }
      return [{ node: node.uuid, action, type: null, ...broken({ code: 'flow_uuid_twice', uuid }) }];
    }),
  );
}

/** The uuids that must be unique in a flow: of nodes, actions and exits. */
const uuidsOf = ({ uuid, actions, exits }: NodeDefinition) => [
  { uuid, action: null },
  ...actions.map((action) => ({ uuid: action.uuid, action: action.uuid })),
  ...exits.map((exit) => ({ uuid: exit.uuid, action: null })),
];

function destinationProblems({ nodes }: FlowDefinition): readonly Problem[] {
  const known = new Set(nodes.map(({ uuid }) => uuid));
  return nodes.flatMap((node) =>
    node.exits
      .filter(({ destination_uuid: to }) => to && !known.has(to))
      .map(({ uuid, destination_uuid: to }) => ({
        node: node.uuid,
        action: null,
        type: null,
        ...broken({ code: 'flow_exit_nowhere', exit: uuid, node: to ?? '' }),
      })),
  );
}
