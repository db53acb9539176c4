import {
  type CompileEnv,
  compile,
  conditionsOf,
  type DateEnv,
  type NamedAsset,
  parseQuery,
  type Query,
  type QueryContact,
  type QueryError,
} from '../../query/query.ts';
import { type Contact, folderOf, SEARCH_FOLDERS, type SearchFolder } from '../contacts/contact.ts';
import { type NamedFlow, queryContactOf, queryEnvOf } from '../contacts/queryable.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import { type Histories, historyNeeds, NOT_READ } from './history.ts';

/** Matches every contact; the language has no word for that. */
export const EVERYBODY = 'name = "" OR name != ""';

export interface Search {
  readonly query: Query;
  readonly folders: readonly SearchFolder[];
  readonly env: DateEnv;
  readonly histories: Histories;
  /** The flows that a contact ran through, for a query that asks; else null. */
  readonly flowsOf: Histories['flowsOf'] | null;
  /** The query alone, for a contact that has the `history` for which it asks. */
  readonly test: (contact: QueryContact) => boolean;
  readonly holds: (contact: Contact) => boolean;
  readonly matches: (contact: Contact) => boolean;
}

/** `active` includes dormant contacts, which have the same API status. */
const withDormant = (folder: SearchFolder): readonly SearchFolder[] =>
  folder === 'active' ? ['active', 'dormant'] : [folder];

/** A search in one folder; else among active contacts (TextIt 5.11), or everywhere if it asks about status. */
function searchFor(query: Query, folder: SearchFolder | null, env: DateEnv): Search {
  const folders = folder ? withDormant(folder) : speaksOfStatus(query) ? SEARCH_FOLDERS : withDormant('active');
  return searchIn(query, folders, env, NOT_READ);
}

/** A smart group's members, and whom its query matches, in a folder. */
export function matchesOrMembers(query: Query, group: NamedAsset, folder: SearchFolder, env: DateEnv): Search {
  const { root } = query;
  const member = {
    ...({
      kind: 'condition',
      property: { type: 'attribute', key: 'group' },
      operator: '=',
      value: group.name,
    } as const),
    asset: group,
    span: NOWHERE,
    valueSpan: NOWHERE,
  };
  const either = root.kind === 'combination' && root.operator === 'OR' ? root.children : [root];
  return searchFor({ root: { kind: 'combination', operator: 'OR', children: [...either, member] } }, folder, env);
}

const NOWHERE = { start: 0, end: 0 };

/** The same search in other folders. */
export const searchedIn = ({ query, env, histories }: Search, folders: readonly SearchFolder[]): Search =>
  searchIn(query, folders, env, histories);

/** The same search with the histories that its query needs (`historyNeeds`). */
export const withHistories = ({ query, folders, env }: Search, histories: Histories): Search =>
  searchIn(query, folders, env, histories);

function searchIn(query: Query, folders: readonly SearchFolder[], env: DateEnv, histories: Histories): Search {
  const { dateStyle, timezone, now } = env;
  const compileEnv: CompileEnv = { dateStyle, timezone, now, searching: true };
  const compiled = compile(query, compileEnv);
  const inFolders = new Set<string>(folders);
  const flowsOf = historyNeeds(query) === null ? null : histories.flowsOf;
  const test = compiled.matches;
  const holds = (contact: Contact) =>
    test(flowsOf ? { ...queryContactOf(contact), history: flowsOf(contact.uuid) } : queryContactOf(contact));
  const matches = (contact: Contact) => inFolders.has(folderOf(contact)) && holds(contact);
  return { query, folders, env, histories, flowsOf, test, holds, matches };
}

/** Whether a text may name flows, which must then be read first. */
export const mayNameFlows = (text: string): boolean => /\b(flow|history)\b/i.test(text);

/** Reads a query as it was typed, for a search in a folder (null: see `searchFor`). */
export function readSearch(
  text: string,
  folder: SearchFolder | null,
  assets: Assets,
  now: Instant,
  flows: readonly NamedFlow[] = [],
): { readonly ok: true; readonly search: Search } | { readonly ok: false; readonly error: QueryError } {
  const env = queryEnvOf(assets, now, flows);
  const parsed = parseQuery(text, env);
  return parsed.ok ? { ok: true, search: searchFor(parsed.query, folder, env) } : parsed;
}

/** A search without runs, as it may be sent. */
export interface PlainSearch extends Pick<Search, 'query' | 'folders'> {
  readonly env: DateEnv;
}

/** What others need to look at contacts in the same way; null for a query about runs, which only some read. */
export function plainSearch({ query, folders, env, flowsOf }: Search): PlainSearch | null {
  const { dateStyle, timezone, now } = env;
  return flowsOf === null ? { query, folders, env: { dateStyle, timezone, now } } : null;
}

/** The search of its plain form. */
export const scannedSearch = ({ query, folders, env }: PlainSearch): Search => searchIn(query, folders, env, NOT_READ);

const speaksOfStatus = (query: Query): boolean =>
  conditionsOf(query).some(({ property }) => property.type === 'attribute' && property.key === 'status');
