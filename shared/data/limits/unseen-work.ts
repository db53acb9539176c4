/**
 *   L#<workspace>  UNSEEN#<person>#<kind>#<hour>  { contacts, steps }: what somebody has done that no second person has
 *                                                 seen, and how much of it steps of policies did; gone after 8 days
 */
import { type ApprovalKind, COUNTED_HOURS, COUNTED_STEP_HOURS, MICROS_PER_HOUR } from '../../domain/approvals.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/workspace.ts';
import { type Data, type Key, queryAll, ttlAfter, update, write } from '../dynamo/index.ts';

const KEPT_DAYS = 8;

/** Some work of one person, at a time. */
interface UnseenWork {
  readonly workspace: WorkspaceId;
  readonly by: Actor;
  readonly kind: ApprovalKind;
  /** A step of a policy does it. */
  readonly isStep?: boolean;
  readonly now: Instant;
}

const pkOf = ({ workspace }: UnseenWork): string => `L#${workspace}`;
const PREFIX = 'UNSEEN#';
const prefixOf = ({ by, kind }: UnseenWork): string => `${PREFIX}${by.id}#${kind}#`;
const hourOf = (at: number): string => String(Math.floor(at / MICROS_PER_HOUR)).padStart(8, '0');
const hourBefore = ({ now }: UnseenWork, hours: number): string => hourOf(now - hours * MICROS_PER_HOUR);

/**
 * Adds contacts to what somebody has done unseen, and returns the sum of the last 24 hours, which begin with a whole
 * one; of a step of a policy, with all such steps of the last 7 days, whoever made the policies. Of concurrent requests
 * each is added before it is summed, so the last one sees all. 1 write and 1 read unit; for a step a read unit for some
 * 40 hours in which anybody did anything.
 */
export async function addUnseen(data: Data, work: UnseenWork, contacts: number): Promise<number> {
  await add(data, work, contacts);
  const own = { from: `${prefixOf(work)}${hourBefore(work, COUNTED_HOURS)}`, to: `${prefixOf(work)}~` };
  const sort = work.isStep ? { prefix: PREFIX } : own;
  const rows = queryAll<Row>(data, { table: 'workspace', partition: pkOf(work), sort, consistent: true });
  let sum = 0;
  for await (const { sk, contacts: done, steps = 0 } of rows) {
    const [, , kind, hour = ''] = sk.split('#');
    if (sk >= own.from && sk <= own.to) sum += done;
    else if (kind === work.kind && hour >= hourBefore(work, COUNTED_STEP_HOURS)) sum += steps;
  }
  return sum;
}

interface Row extends Key {
  readonly contacts: number;
  readonly steps?: number;
}

/** Takes back what was not done, or was seen after all. 1 write unit. */
export const takeBackUnseen = (data: Data, work: UnseenWork, contacts: number): Promise<void> =>
  add(data, work, -contacts);

async function add(data: Data, work: UnseenWork, contacts: number): Promise<void> {
  const key = { pk: pkOf(work), sk: `${prefixOf(work)}${hourOf(work.now)}` };
  await write(
    data,
    update('workspace', key, {
      add: { contacts, ...(work.isStep && { steps: contacts }) },
      set: { ttl: ttlAfter(work.now, KEPT_DAYS) },
    }),
  );
}
