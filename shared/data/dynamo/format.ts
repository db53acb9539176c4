/**
 * Which form the data in a table has (ADR 068). Each of both tables says it:
 *
 *   FORMAT   STAMP   { format, at, unowned? }, and what `shard-numbers.ts` says
 *
 * An empty table gets the stamp with the first workspace. A table with data and no stamp is of a release before 1.0.
 * Addresses may lie under other hashes in another form, so that everybody who opted out would seem to be unknown:
 * nothing is answered from it until it is migrated.
 */

import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { errorNamed } from '../../query/error-named.ts';
import type { Data } from './client.ts';
import { conditionText, type ItemCondition, isAbsent, Placeholders } from './expression.ts';
import type { Meter } from './meter.ts';
import type { QueryPage } from './query.ts';
import { getItem } from './read.ts';
import { retryWithinLimit } from './retry-limit.ts';
import { learnShards } from './shard-numbers.ts';
import { type Key, TABLES, type Table, tableName } from './table.ts';
import { put, update, write } from './write.ts';

interface Scan {
  readonly table: Table;
  /** Filters the returned items; the others cost the same. */
  readonly where?: ItemCondition;
  /** One of several parts of the table, which are scanned side by side. */
  readonly segment?: { readonly number: number; readonly of: number };
}

/** The form that this release reads and writes. Releases before 1.0 had lower ones. */
export const FORMAT = 3;

export const STAMP_KEY = { pk: 'FORMAT', sk: 'STAMP' } as const;

/** What the canary found: contacts of a workspace that do not own their addresses. */
interface UnownedAddresses {
  readonly workspace: WorkspaceId;
  readonly looked: number;
  readonly unowned: number;
  readonly at: Instant;
}

interface Stamp {
  readonly format: number;
  readonly at: Instant;
  readonly unowned?: UnownedAddresses;
}

/** Why nothing may be answered from the tables. */
export type FormProblem =
  | { readonly code: 'earlier_form' }
  | { readonly code: 'later_form'; readonly format: number }
  | { readonly code: 'addresses_unowned'; readonly workspace: WorkspaceId };

/** The tables hold data of another form, or contacts that do not own their addresses. */
export class FormError extends errorNamed('FormError') {
  readonly problem: FormProblem;

  constructor(problem: FormProblem) {
    super(SAID[problem.code]);
    this.problem = problem;
  }
}

const SAID: Readonly<Record<FormProblem['code'], string>> = {
  earlier_form: 'The tables hold data of an earlier release, or none: run `npm run migrate`.',
  later_form: 'The tables hold data of a later release: run that one, or a later one.',
  addresses_unowned: 'Contacts do not own their addresses: run `npm run workspace -- repair <workspace>`.',
};

const ALL = Object.keys(TABLES) as Table[];

export const readStamp = (data: Data, table: Table): Promise<Stamp | null> =>
  getItem<Stamp>(data, table, STAMP_KEY, { consistent: true });

/** Milliseconds until a good form is looked at again; a bad one is looked at each time. */
const GOOD_MS = 60_000;

/** Until when a process goes by the good form that it saw last. */
const good = new WeakMap<Meter, number>();

/** What keeps the tables from being used, or null. 2 read units a minute and process, and none for each request. */
export async function formProblem(data: Data): Promise<FormProblem | null> {
  if (Date.now() < (good.get(data.meter) ?? 0)) return null;
  const stamps = await Promise.all(ALL.map((table) => readStamp(data, table)));
  learnShards(data, stamps[ALL.indexOf('contacts')] ?? null);
  const problem = stamps.map(problemOf).find((one) => one !== null) ?? null;
  if (problem === null) good.set(data.meter, Date.now() + GOOD_MS);
  return problem;
}

/** Throws FormError unless the tables hold data of this form. */
export async function requireForm(data: Data): Promise<void> {
  const problem = await formProblem(data);
  if (problem !== null) throw new FormError(problem);
}

function problemOf(stamp: Stamp | null): FormProblem | null {
  if (stamp === null || stamp.format < FORMAT) return { code: 'earlier_form' };
  if (stamp.format > FORMAT) return { code: 'later_form', format: stamp.format };
  return stamp.unowned ? { code: 'addresses_unowned', workspace: stamp.unowned.workspace } : null;
}

/** Stamps empty tables; throws FormError for tables with data of another form. For commands: it scans. */
export async function stampNewTables(data: Data, at: Instant): Promise<void> {
  const stamps = await Promise.all(ALL.map((table) => readStamp(data, table)));
  const unstamped = ALL.filter((_, index) => stamps[index] === null);
  const problem = stamps.flatMap((stamp) => (stamp === null ? [] : (problemOf(stamp) ?? [])))[0];
  if (problem !== undefined) throw new FormError(problem);
  for (const table of unstamped) if (!(await holdsNothing(data, table))) throw new FormError({ code: 'earlier_form' });
  for (const table of unstamped) await write(data, put(table, { ...STAMP_KEY, format: FORMAT, at }, isAbsent));
}

/** Says that both tables are of this form now, and nothing is wrong with them. */
export async function stampTables(data: Data, at: Instant): Promise<void> {
  for (const table of ALL)
    await write(data, update(table, STAMP_KEY, { set: { format: FORMAT, at }, remove: ['unowned'] }));
}

/** Notes that contacts do not own their addresses, after which nothing is answered; or with null, that they do. */
export async function noteUnowned(data: Data, unowned: UnownedAddresses | null): Promise<void> {
  const change = unowned === null ? { remove: ['unowned'] } : { set: { unowned } };
  await write(data, update('contacts', STAMP_KEY, change));
  if (unowned !== null) good.delete(data.meter);
}

/** Whether a table has no item at all. For commands of people. 0.5 read units. */
async function holdsNothing(data: Data, table: Table): Promise<boolean> {
  const request = { TableName: tableName(data, table), Limit: 1 };
  const { Items = [] } = await retryWithinLimit(() => data.documents.send(new ScanCommand(request)));
  return Items.length === 0;
}

/** The items in a table's next 1 MB, of all workspaces: for people's commands and the audit. 0.125 read units a KB. */
export async function scanPage<Item>(data: Data, scan: Scan, start: Key | undefined): Promise<QueryPage<Item>> {
  const { table, where, segment } = scan;
  const placeholders = new Placeholders();
  const request = {
    TableName: tableName(data, table),
    ...(where !== undefined && { FilterExpression: conditionText(where, placeholders) }),
    ...placeholders.attributes(),
    ...(segment !== undefined && { Segment: segment.number, TotalSegments: segment.of }),
    ...(start !== undefined && { ExclusiveStartKey: start }),
  };
  const { Items, LastEvaluatedKey } = await retryWithinLimit(() => data.documents.send(new ScanCommand(request)));
  return { items: (Items ?? []) as Item[], next: LastEvaluatedKey as Key | undefined };
}
