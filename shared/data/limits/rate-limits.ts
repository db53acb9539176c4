/**
 *   L#<workspace>  <scope>   the ledger of one rate limit: { used, lent, version, ttl }; gone when nothing in it counts
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { WorkspaceId } from '../../domain/ids.ts';
import { EMPTY, type Lease, type Ledger, type Taken, take } from '../../domain/limits/allowance.ts';
import { ATTEMPTS, ContentionError, type Data, pause } from '../dynamo/index.ts';

/** Seconds; longer than anything in a ledger counts. */
const KEPT_FOR = 2 * 3_600;

interface Stored extends Ledger {
  readonly version: number;
}

const NEW: Stored = { ...EMPTY, version: 0 };

const ledgerKey = (workspace: WorkspaceId, scope: string) => ({ pk: `L#${workspace}`, sk: scope });

/**
 * Counts one request and borrows more, or says when the next may come; gives the last lease back. 1 read and 1 write unit;
 * a refusal with nothing to give back writes nothing. Throws ContentionError after losing 8 races.
 *
 * @param ask.now - seconds since 1970, with their fraction
 */
export async function takeAllowance(
  data: Data,
  workspace: WorkspaceId,
  scope: string,
  ask: { readonly limit: number; readonly now: number; readonly spent?: Lease | undefined },
): Promise<Taken> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await pause(attempt);
    const stored = await readLedger(data, workspace, scope);
    const taken = take(stored, ask.limit, ask.now, ask.spent);
    const nothingNew = 'availableAt' in taken && ask.spent === undefined;
    if (nothingNew || (await putLedger(data, workspace, scope, taken.ledger, stored.version, ask.now))) return taken;
  }
  throw new ContentionError(`The rate limit ${scope} of ${workspace} is taken from all the time`);
}

async function readLedger(data: Data, workspace: WorkspaceId, scope: string): Promise<Stored> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: ledgerKey(workspace, scope), ConsistentRead: true }),
  );
  return (Item as Stored | undefined) ?? NEW;
}

/** False when somebody else wrote since `version`. */
async function putLedger(
  data: Data,
  workspace: WorkspaceId,
  scope: string,
  { used, lent }: Ledger,
  version: number,
  now: number,
): Promise<boolean> {
  try {
    await data.documents.send(
      new PutCommand({
        TableName: data.workspaceTable,
        Item: { ...ledgerKey(workspace, scope), used, lent, version: version + 1, ttl: Math.ceil(now) + KEPT_FOR },
        ConditionExpression: version === 0 ? 'attribute_not_exists(#version)' : '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ...(version > 0 && { ExpressionAttributeValues: { ':version': version } }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
