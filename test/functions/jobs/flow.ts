import { randomUUID } from 'node:crypto';
import { saveFlow } from '../../../shared/data/workspace/flows.ts';
import type { FlowId } from '../../../shared/domain/ids.ts';
import type { Work } from '../../../shared/domain/jobs/kinds/index.ts';
import { aFlow } from '../../shared/data/workspace/samples.ts';
import { NOW, type World } from '../engine/world.ts';

/** Stores a flow of one node with these actions; they get uuids. */
export async function newFlow(world: World, actions: readonly object[]): Promise<FlowId> {
  const uuid = randomUUID() as string as FlowId;
  const withUuids = actions.map((action) => ({ uuid: randomUUID(), ...action }));
  const nodes = [{ uuid: randomUUID(), actions: withUuids, exits: [{ uuid: randomUUID() }] }];
  const definition = { uuid, name: 'Clean up', spec_version: '13.1.0', language: 'eng', type: 'messaging', nodes };
  const flow = aFlow({ uuid, name: 'Clean up', definition: { revision: 1, ...definition } });
  await saveFlow(world.data, world.workspace, flow, NOW);
  return uuid;
}

/** The work of a start. */
export const starting = (flow: FlowId): Work => ({
  type: 'start',
  flow,
  restartParticipants: true,
  excludeActive: false,
});
