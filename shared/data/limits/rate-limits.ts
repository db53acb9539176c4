/**
 *   L#<workspace>  <scope>   the ledger of one rate limit: { used, lent, version, ttl }; gone when nothing in it counts
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import { type AllowanceAnswer, countRequest, EMPTY, type Lease, type Ledger } from '../../domain/limits/allowance.ts';
import { CONFLICT, type Data, equals, getItem, lacks, put, RACES, retryOnConflict, write } from '../dynamo/index.ts';

/** Seconds; longer than anything in a ledger counts. */
const KEPT_FOR = 2 * 3_600;

interface Stored extends Ledger {
  readonly version: number;
}

const NEW: Stored = { ...EMPTY, version: 0 };

const ledgerKey = (workspace: WorkspaceId, scope: string) => ({ pk: `L#${workspace}`, sk: scope });

/**
 * Counts one request at `now` (seconds since 1970, with their fraction) and borrows more, or says when the next may
 * come. 1 read and 1 write unit; a refusal with nothing to return writes nothing. Throws ContentionError after 8 races.
 */
export async function takeAllowance(
  data: Data,
  workspace: WorkspaceId,
  scope: string,
  ask: { readonly limit: number; readonly now: number; readonly spent?: Lease | undefined },
): Promise<AllowanceAnswer> {
  return retryOnConflict<AllowanceAnswer>(RACES, `the rate limit ${scope} of ${workspace}`, async () => {
    const stored = await readLedger(data, workspace, scope);
    const taken = countRequest(stored, ask.limit, ask.now, ask.spent);
    const nothingNew = 'availableAt' in taken && ask.spent === undefined;
    if (nothingNew || (await putLedger(data, workspace, scope, taken.ledger, stored.version, ask.now))) return taken;
    return CONFLICT;
  });
}

async function readLedger(data: Data, workspace: WorkspaceId, scope: string): Promise<Stored> {
  return (await getItem<Stored>(data, 'workspace', ledgerKey(workspace, scope), { consistent: true })) ?? NEW;
}

/** False when another container has written since `version`. */
function putLedger(
  data: Data,
  workspace: WorkspaceId,
  scope: string,
  { used, lent }: Ledger,
  version: number,
  now: number,
): Promise<boolean> {
  const ttl = Math.ceil(now) + KEPT_FOR;
  const item = { ...ledgerKey(workspace, scope), used, lent, version: version + 1, ttl };
  return write(data, put('workspace', item, version === 0 ? lacks('version') : equals('version', version)));
}
