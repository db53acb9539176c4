/**
 *   L#<workspace>  UNSEEN#<person>#<kind>#<hour>  { contacts }: what somebody has done that no second person has seen;
 *                                                 gone after two days
 */
import { type ApprovalKind, COUNTED_HOURS, MICROS_PER_HOUR } from '../../domain/approvals.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/workspace.ts';
import { type Data, queryAll, ttlAfter, update, write } from '../dynamo/index.ts';

const KEPT_DAYS = 2;

/** Some work of one person, at a time. */
export interface UnseenWork {
  readonly workspace: WorkspaceId;
  readonly by: Actor;
  readonly kind: ApprovalKind;
  readonly now: Instant;
}

const pkOf = ({ workspace }: UnseenWork): string => `L#${workspace}`;
const prefixOf = ({ by, kind }: UnseenWork): string => `UNSEEN#${by.id}#${kind}#`;
const hourOf = (at: number): string => String(Math.floor(at / MICROS_PER_HOUR)).padStart(8, '0');

/**
 * Adds contacts to what somebody has done unseen, and returns the sum of the last 24 hours, which begin with a whole
 * one. Of concurrent requests each is added before it is summed, so the last one sees all. 1 write and 1 read unit.
 */
export async function addUnseen(data: Data, work: UnseenWork, contacts: number): Promise<number> {
  await add(data, work, contacts);
  const from = `${prefixOf(work)}${hourOf(work.now - COUNTED_HOURS * MICROS_PER_HOUR)}`;
  const query = { table: 'workspace', partition: pkOf(work), sort: { from, to: `${prefixOf(work)}~` } } as const;
  let sum = 0;
  for await (const one of queryAll<{ readonly contacts: number }>(data, { ...query, consistent: true }))
    sum += one.contacts;
  return sum;
}

/** Takes back what was not done, or was seen after all. 1 write unit. */
export const takeBackUnseen = (data: Data, work: UnseenWork, contacts: number): Promise<void> =>
  add(data, work, -contacts);

async function add(data: Data, work: UnseenWork, contacts: number): Promise<void> {
  const key = { pk: pkOf(work), sk: `${prefixOf(work)}${hourOf(work.now)}` };
  await write(data, update('workspace', key, { add: { contacts }, set: { ttl: ttlAfter(work.now, KEPT_DAYS) } }));
}
