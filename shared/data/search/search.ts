import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { readContacts, shardOfContact } from '../contacts/index.ts';
import { consumedSince, type Data } from '../dynamo/index.ts';
import type { SearchPlan } from './plan.ts';
import {
  type AccessPlace,
  accessPlaceOf,
  nextBatch,
  type ReadOrder,
  type SearchProgress,
  searchCursorOf,
  searchProgressOf,
  startOf,
} from './read-batches.ts';

/** The budget of one page. It is checked between batches, so one batch may exceed it. */
export interface PageBudget {
  readonly milliseconds: number;
  readonly readUnits: number;
}

/** Well within a request's time; some 3,800 contacts. */
const PAGE_BUDGET: PageBudget = { milliseconds: 8_000, readUnits: 2_000 };

interface SearchPage {
  readonly contacts: readonly Contact[];
  /** Where the next page begins; null when all contacts were looked at. */
  readonly cursor: string | null;
  /** The budget ended the page before it was full; the search continues at its cursor. */
  readonly partial: boolean;
  /** With all pages before this one; null after a cursor of an earlier release. */
  readonly progress: SearchProgress | null;
}

/** A smaller batch is not worth a round trip. */
const SMALLEST_BATCH = 100;
/** Their size is only known after the first batch: contacts of 100 KB each spend the budget with this many. */
const FIRST_BATCH_AT_MOST = 500;
/** A sparse query reads ever larger batches; a thousand contacts are 25 units of index and 500 of contacts. */
const LARGEST_BATCH = 1_000;

/**
 * The next up to `limit` matches of a search, in the order of the planned access (`read-batches.ts`). Pages continue by
 * key, so a contact that does not change meanwhile is found exactly once. Reads are eventually consistent.
 */
export async function searchContacts(
  data: Data,
  workspace: WorkspaceId,
  plan: SearchPlan,
  page: {
    readonly limit: number;
    readonly cursor?: string | null | undefined;
    readonly budget?: PageBudget;
    readonly order?: ReadOrder;
    /** Only what is left in this shard; all of them when left out. */
    readonly shard?: number | undefined;
  },
): Promise<SearchPage> {
  const { limit, cursor, budget = PAGE_BUDGET, order = 'newest', shard } = page;
  const spent = meterOf(data, budget);
  const found = new Map<ContactId, Contact>();
  const before = cursor ? searchProgressOf(cursor) : NO_PROGRESS;
  let lookedAt = 0;
  const pageOf = (next: AccessPlace | null, partial: boolean): SearchPage => {
    const progress = before && { lookedAt: before.lookedAt + lookedAt, found: before.found + found.size };
    return { contacts: [...found.values()], cursor: next && searchCursorOf(next, progress), partial, progress };
  };
  let place: AccessPlace | null = cursor ? accessPlaceOf(cursor, [plan.access, ...plan.others]) : startOf(plan.access);
  for (let size = firstBatch(limit); place !== null; size = Math.min(size * 2, LARGEST_BATCH)) {
    const { entries, next } = await nextBatch(data, workspace, place, { limit: size, order, shard });
    const contacts = await readContacts(
      data,
      workspace,
      entries.map(({ uuid }) => uuid),
    );
    for (const { uuid, at } of entries) {
      lookedAt += 1;
      const contact = contacts.get(uuid);
      const isElsewhere = shard !== undefined && contact && shardOfContact(contact) !== shard;
      if (contact && !isElsewhere && !isTombstone(contact) && plan.search.matches(contact)) found.set(uuid, contact);
      if (found.size === limit) return pageOf(at === entries.at(-1)?.at ? next : at, false);
    }
    place = next;
    if (spent()) return pageOf(place, place !== null);
  }
  return pageOf(null, false);
}

const NO_PROGRESS: SearchProgress = { lookedAt: 0, found: 0 };

const firstBatch = (limit: number): number => Math.min(Math.max(limit, SMALLEST_BATCH), FIRST_BATCH_AT_MOST);

/** A function that says whether the budget is spent. */
function meterOf(data: Data, { milliseconds, readUnits }: PageBudget): () => boolean {
  const [start, begun] = [data.meter.read(), performance.now()];
  return () => performance.now() - begun >= milliseconds || consumedSince(data.meter, start).readUnits >= readUnits;
}
