/**
 *   L#<workspace>  TAKEN#<of>#<day>  { contacts, decided? }: how many contacts steps of policies took on a day, and
 *                                    whether somebody has decided since; gone after 40 days
 */

import { type Day, dayText } from '../../domain/calendar/days.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SharedLimit } from '../../domain/policies/brake-reasons.ts';
import { type Data, type Key, queryAll, ttlAfter, update, type Write, write } from '../dynamo/index.ts';

const KEPT_DAYS = 40;

interface Taking {
  readonly workspace: WorkspaceId;
  readonly limits: readonly SharedLimit[];
  readonly now: Instant;
}

/** A limit that would be passed: what would be taken in all, and may be. */
interface MetLimit extends Pick<SharedLimit, 'why' | 'most'> {
  readonly taken: number;
}

const keyOf = ({ workspace }: Taking, { of }: SharedLimit, day: Day): Key => ({
  pk: `L#${workspace}`,
  sk: `TAKEN#${of}#${dayText(day)}`,
});

/**
 * Counts contacts that a step is to take, and returns the first limit that would be passed; then they do not count. Of
 * concurrent jobs each is counted before it sums, so the last one sees all. 1 write and 1 read unit for each limit.
 */
export async function countTaken(data: Data, taking: Taking, contacts: number): Promise<MetLimit | null> {
  await addTaken(data, taking, contacts);
  for (const limit of taking.limits) {
    const taken = await sumOf(data, taking, limit);
    const most = limit.most + Math.floor(((taken - contacts) * (limit.share ?? 0)) / 100);
    if (taken <= most) continue;
    await addTaken(data, taking, -contacts);
    return { why: limit.why, most, taken };
  }
  return null;
}

/** Counts contacts, or takes them back. 1 write unit for each limit. */
export async function addTaken(data: Data, taking: Taking, contacts: number): Promise<void> {
  const ttl = ttlAfter(taking.now, KEPT_DAYS);
  for (const limit of taking.limits)
    await write(data, update('workspace', keyOf(taking, limit, limit.day), { add: { contacts }, set: { ttl } }));
}

interface Row extends Key {
  readonly contacts: number;
  readonly decided?: true;
}

/** What was taken in the days of a limit, since the last decision. */
async function sumOf(data: Data, taking: Taking, limit: SharedLimit): Promise<number> {
  const { pk, sk: to } = keyOf(taking, limit, limit.day);
  const from = keyOf(taking, limit, limit.day - limit.days + 1).sk;
  let sum = 0;
  const rows = queryAll<Row>(data, { table: 'workspace', partition: pk, sort: { from, to }, consistent: true });
  for await (const { contacts, decided } of rows) sum = decided ? contacts : sum + contacts;
  return sum;
}

/** With a person's decision the counts of several days begin anew. What others took in this night stays taken. */
export const decidedItems = (taking: Taking): readonly Write[] =>
  taking.limits
    .filter(({ days }) => days > 1)
    .map((limit) => {
      const set = { contacts: 0, decided: true, ttl: ttlAfter(taking.now, KEPT_DAYS) };
      return update('workspace', keyOf(taking, limit, limit.day), { set });
    });
