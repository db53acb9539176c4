import type { FlowHead } from '../../shared/data/workspace/index.ts';
import type { FlowFrame } from '../../shared/domain/flows/definition.ts';
import type { FlowId } from '../../shared/domain/ids.ts';

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The definition with the workspace's uuids in place of the file's (TextIt 8.8). */
export function renumber(definition: unknown, ...renumbered: readonly ReadonlyMap<string, string>[]): unknown {
  const uuids = new Map(renumbered.flatMap((one) => [...one]));
  if (uuids.size === 0) return definition;
  return JSON.parse(JSON.stringify(definition).replace(UUID, (uuid) => uuids.get(uuid.toLowerCase()) ?? uuid));
}

/** The uuid of the stored flow that each one replaces by name and type, if none has its uuid (TextIt 8.8). */
export function matchByName(stored: readonly FlowHead[], flows: readonly FlowFrame[]): ReadonlyMap<FlowId, FlowId> {
  const taken = new Set<FlowId>(flows.map(({ uuid }) => uuid));
  const matched = new Map<FlowId, FlowId>();
  for (const flow of flows) {
    if (stored.some(({ uuid }) => uuid === flow.uuid)) continue;
    const same = stored.find(({ uuid, name, type }) => !taken.has(uuid) && name === flow.name && type === flow.type);
    if (!same) continue;
    taken.add(same.uuid);
    matched.set(flow.uuid, same.uuid);
  }
  return matched;
}
