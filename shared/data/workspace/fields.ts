/**
 *   W#<workspace>  FIELD#<key>             { key, name, type, featured, priority, agentAccess, createdOn, archived?,
 *                                          request? }
 *   W#<workspace>  NAME#field#<name>       see items.ts
 *
 * Callers check names with `fieldNameError`. A field's key never changes. Fields are never deleted (TextIt 6.7): an
 * archived one keeps its key, its name and its place in the count (ADR 107).
 */
import type { FieldKey, FlowId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Field } from '../../domain/workspace.ts';
import { MAX_FIELDS } from '../../domain/workspace-names.ts';
import { type Data, equals, put, remove, write } from '../dynamo/index.ts';
import { rereadAgain } from './group-rechecks.ts';
import { bumpReadings, bumpRevision, itemsOf, workspacePk } from './items.ts';
import { namedList } from './named-list.ts';

type FieldPatch = Partial<Pick<Field, 'name' | 'type' | 'featured' | 'priority' | 'agentAccess' | 'archived'>>;

const fields = namedList<Field>({
  kind: 'field',
  idOf: ({ key }) => key,
  isStill: ({ name }) => equals('name', name),
});

export const listFields = fields.list;

/** Two names with one key, such as "my-age" and "my age", count as one name. */
export const createField = (data: Data, workspace: WorkspaceId, field: Field, limit = MAX_FIELDS) =>
  fields.create(data, workspace, field, limit);

/**
 * Changes what is given. For another type, or a field put away or brought back, the caller repairs smart groups
 * (`submitRepairGroups`).
 */
export const updateField = (data: Data, workspace: WorkspaceId, key: FieldKey, patch: FieldPatch, now: Instant) =>
  fields.change(
    data,
    workspace,
    key,
    () => patch,
    (before, { type, archived = false }) =>
      before.type === type && (before.archived ?? false) === archived
        ? [bumpRevision(workspace)]
        : [bumpReadings(workspace), rereadAgain(workspace, now)],
  );

/**
 *   W#<workspace>  USES#<flow>   { fields }: keys of the contact fields that a flow uses
 *
 * It is apart from the flow, so that counting reads no definitions. It is written beside the flow, not with it: the
 * flow's next import corrects a count that a crash left wrong.
 */
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
