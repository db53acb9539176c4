import { type FlowId, parseUuid } from '../ids.ts';
import { isJsonObject } from './migrations/json.ts';

/** The flows that a definition's actions enter, each once. Takes any version, even one that cannot run here. */
export function enteredFlows(definition: unknown): readonly FlowId[] {
  const actions = objectsIn(definition, 'nodes').flatMap((node) => objectsIn(node, 'actions'));
  const flows = actions.flatMap(({ type, flow }) =>
    type === 'enter_flow' && isJsonObject(flow) ? [flow['uuid']] : [],
  );
  return [...new Set(flows.flatMap((uuid) => (typeof uuid === 'string' ? (parseUuid<FlowId>(uuid) ?? []) : [])))];
}

function objectsIn(holder: unknown, key: string) {
  const list = isJsonObject(holder) ? holder[key] : null;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
