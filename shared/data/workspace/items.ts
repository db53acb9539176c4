/**
 * What the items of one workspace have in common.
 *
 *   W#<workspace>  SETTINGS                 name, country, …, revision, groupCount, fieldCount
 *   W#<workspace>  NAME#<kind>#<name>       claims a name, lower-cased, for one group or field: { owner }
 */
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { WorkspaceId } from '../../domain/ids.ts';
import { nameKey } from '../../domain/workspace-names.ts';
import type { Data, TransactItem } from '../dynamo/index.ts';

export const workspacePk = (workspace: WorkspaceId): string => `W#${workspace}`;

export const settingsKey = (workspace: WorkspaceId) => ({ pk: workspacePk(workspace), sk: 'SETTINGS' });

type Named = 'group' | 'field';

const nameItemKey = (workspace: WorkspaceId, kind: Named, name: string) => ({
  pk: workspacePk(workspace),
  sk: `NAME#${kind}#${nameKey(name)}`,
});

/** Takes a name; its condition fails when somebody has it. */
export const claimName = (
  data: Data,
  workspace: WorkspaceId,
  kind: Named,
  name: string,
  owner: string,
): TransactItem => ({
  Put: {
    TableName: data.workspaceTable,
    Item: { ...nameItemKey(workspace, kind, name), owner },
    ConditionExpression: 'attribute_not_exists(#pk)',
    ExpressionAttributeNames: { '#pk': 'pk' },
  },
});

export const releaseName = (data: Data, workspace: WorkspaceId, kind: Named, name: string): TransactItem => ({
  Delete: { TableName: data.workspaceTable, Key: nameItemKey(workspace, kind, name) },
});

/** Moves the revision, so that every container drops its cached groups and fields; its condition fails without a workspace. */
export const bumpRevision = (data: Data, workspace: WorkspaceId): TransactItem => ({
  Update: {
    TableName: data.workspaceTable,
    Key: settingsKey(workspace),
    UpdateExpression: 'ADD #revision :one',
    ConditionExpression: 'attribute_exists(#pk)',
    ExpressionAttributeNames: { '#pk': 'pk', '#revision': 'revision' },
    ExpressionAttributeValues: { ':one': 1 },
  },
});

/** As `bumpRevision`, and counts one more (or less) group or field; its condition fails at the limit. */
export const bumpCount = (
  data: Data,
  workspace: WorkspaceId,
  kind: Named,
  by: 1 | -1,
  limit: number,
): TransactItem => ({
  Update: {
    TableName: data.workspaceTable,
    Key: settingsKey(workspace),
    UpdateExpression: 'ADD #revision :one, #count :by',
    ConditionExpression: '#count <= :most',
    ExpressionAttributeNames: { '#revision': 'revision', '#count': `${kind}Count` },
    ExpressionAttributeValues: { ':one': 1, ':by': by, ':most': limit - by },
  },
});

/** All items of a workspace whose sort key begins with a prefix, as of now. */
export async function itemsOf<Item>(data: Data, workspace: WorkspaceId, prefix: string): Promise<Item[]> {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: data.documents },
    {
      TableName: data.workspaceTable,
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':pk': workspacePk(workspace), ':prefix': prefix },
      ConsistentRead: true,
    },
  );
  for await (const page of pages) items.push(...((page.Items ?? []) as Item[]));
  return items;
}

/** The SET clause (with names and values) that stores the given attributes; `undefined` ones are left alone. */
export function setting(attributes: object): {
  readonly clause: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
} {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    clause: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    names: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
  };
}
