/**
 *   W#<workspace>  USES#<flow>   { fields }: keys of the contact fields that a flow uses
 *
 * It is apart from the flow, so that counting reads no definitions. It is written beside the flow, not with it: the
 * flow's next import corrects a count that a crash left wrong.
 */
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';
import { type Data, put, remove, write } from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

const PREFIX = 'USES#';
const usesKey = (workspace: WorkspaceId, flow: FlowId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${flow}` });

export async function saveFlowFields(
  data: Data,
  workspace: WorkspaceId,
  flow: FlowId,
  fields: readonly string[],
): Promise<void> {
  const key = usesKey(workspace, flow);
  await write(data, fields.length === 0 ? remove('workspace', key) : put('workspace', { ...key, fields }));
}

/** The keys of the fields that each flow uses; nothing for a flow that uses none. */
export async function readFlowFields(
  data: Data,
  workspace: WorkspaceId,
): Promise<{ readonly flow: FlowId; readonly fields: readonly string[] }[]> {
  const items = await itemsOf<{ sk: string; fields: readonly string[] }>(data, workspace, PREFIX);
  return items.map(({ sk, fields }) => ({ flow: sk.slice(PREFIX.length) as FlowId, fields }));
}
