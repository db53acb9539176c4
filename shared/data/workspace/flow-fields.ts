/**
 *   W#<workspace>  USES#<flow>   { fields }: keys of the contact fields that a flow speaks of
 *
 * Apart from the flow itself, so that counting them reads no definitions. Written beside the flow, not with it: a count that
 * a crash has left wrong is put right by the flow's next import.
 */
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';
import { type Data, put, remove, write } from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

const PREFIX = 'USES#';
const usesKey = (workspace: WorkspaceId, flow: FlowId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${flow}` });

/** Keeps which fields a flow speaks of. */
export async function saveFlowFields(
  data: Data,
  workspace: WorkspaceId,
  flow: FlowId,
  fields: readonly string[],
): Promise<void> {
  const key = usesKey(workspace, flow);
  await write(data, fields.length === 0 ? remove('workspace', key) : put('workspace', { ...key, fields }));
}

/** Of each flow that speaks of any, the keys of the fields. */
export async function readFlowFields(data: Data, workspace: WorkspaceId): Promise<(readonly string[])[]> {
  const items = await itemsOf<{ fields: readonly string[] }>(data, workspace, PREFIX);
  return items.map(({ fields }) => fields);
}
