import { type Condition, type DateEnv, dateComparisons, type QueryNode } from '../../query/query.ts';
import type { Folder } from '../contacts/contact.ts';
import { ALWAYS, hull, type Interval, intersect, isNever, NEVER } from './interval.ts';

export type SearchFolder = Exclude<Folder, 'deleted'>;

export const SEARCH_FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked'] as const satisfies SearchFolder[];

/** What holds for every match of a query, so that others need not be read. AND narrows it, OR unites. */
export interface Facts {
  /** When it was last seen, if ever. */
  readonly seen: Interval;
  /** Whether it may be a contact that was never seen. */
  readonly neverSeen: boolean;
  readonly created: Interval;
  /** The folders it may be in, each with the times whose days list it. */
  readonly days: ReadonlyMap<SearchFolder, Interval>;
}

type Bounds = Omit<Facts, 'days'>;

const ANY_CONTACT: Bounds = { seen: ALWAYS, neverSeen: true, created: ALWAYS };
const NO_CONTACT: Facts = { seen: NEVER, neverSeen: false, created: NEVER, days: new Map() };

/** What a query says about its matches in some folders. */
export function factsOf(root: QueryNode, folders: readonly SearchFolder[], env: DateEnv): Facts {
  return both([within(folders), nodeFacts(root, env)]);
}

function nodeFacts(node: QueryNode, env: DateEnv): Facts {
  if (node.kind === 'condition') return conditionFacts(node, env);
  const children = node.children.map((child) => nodeFacts(child, env));
  return node.operator === 'AND' ? both(children) : either(children);
}

function both(all: readonly Facts[]): Facts {
  const bounds = {
    seen: all.map(({ seen }) => seen).reduce(intersect),
    neverSeen: all.every(({ neverSeen }) => neverSeen),
    created: all.map(({ created }) => created).reduce(intersect),
  };
  const inAll = SEARCH_FOLDERS.filter((folder) => all.every(({ days }) => days.has(folder)));
  const common = inAll.map((folder) => [folder, all.map(({ days }) => days.get(folder) ?? NEVER).reduce(intersect)]);
  return narrowed(bounds, common as [SearchFolder, Interval][]);
}

/** Folder by folder, so that `status = archived OR last_seen_on < …` still bounds the days of active contacts. */
function either(all: readonly Facts[]): Facts {
  return all.reduce(
    (a, b) => ({
      seen: hull(a.seen, b.seen),
      neverSeen: a.neverSeen || b.neverSeen,
      created: hull(a.created, b.created),
      days: new Map([
        ...a.days,
        ...[...b.days].map(([folder, day]) => [folder, hull(a.days.get(folder) ?? NEVER, day)] as const),
      ]),
    }),
    NO_CONTACT,
  );
}

/** The part of each folder's days within the bounds; none when nothing is left. */
function narrowed(bounds: Bounds, folders: readonly (readonly [SearchFolder, Interval])[]): Facts {
  const days = folders
    .map(([folder, day]) => [folder, intersect(day, listedAt(folder, bounds))] as const)
    .filter(([, day]) => !isNever(day));
  return days.length === 0 ? NO_CONTACT : { ...bounds, days: new Map(days) };
}

/** The times of a folder's day: last seen (else created) while active, otherwise the change of status. */
function listedAt(folder: SearchFolder, { seen, neverSeen, created }: Bounds): Interval {
  if (isNever(created)) return NEVER;
  if (folder !== 'active' && folder !== 'dormant') return { from: created.from, to: Infinity };
  return neverSeen ? hull(seen, created) : seen;
}

const within = (folders: readonly SearchFolder[], bounds: Partial<Bounds> = {}): Facts =>
  narrowed(
    { ...ANY_CONTACT, ...bounds },
    folders.map((folder) => [folder, ALWAYS] as const),
  );

const bounded = (bounds: Partial<Bounds>): Facts => within(SEARCH_FOLDERS, bounds);

function conditionFacts(condition: Condition, env: DateEnv): Facts {
  const { type, key } = condition.property;
  if (type !== 'attribute' && type !== 'added') return bounded({});
  switch (key) {
    case 'status':
      return within(foldersWithStatus(condition));
    case 'dormant_since':
      return within(foldersWithDormancy(condition));
    case 'flow':
      return isInFlow(condition) ? NO_CONTACT : bounded({});
    case 'last_seen_on':
      return bounded(seenBounds(condition, env));
    case 'created_on':
      return bounded({ created: comparedTimes(condition, env) });
    default:
      return bounded({});
  }
}

/** No contact stays in a flow: it runs through at once. */
const isInFlow = ({ operator, value }: Condition): boolean => (operator === '=') !== (value === '');

function foldersWithStatus({ operator, value }: Condition): readonly SearchFolder[] {
  const status = value.trim().toLowerCase();
  const has = (folder: SearchFolder) => (folder === 'dormant' ? 'active' : folder) === status;
  return SEARCH_FOLDERS.filter((folder) => has(folder) === (operator === '='));
}

/** Only contacts in the folder `dormant` have the date. */
function foldersWithDormancy({ operator, value }: Condition): readonly SearchFolder[] {
  if (value === '' && operator === '=') return SEARCH_FOLDERS.filter((folder) => folder !== 'dormant');
  return value !== '' && operator === '!=' ? SEARCH_FOLDERS : ['dormant'];
}

function seenBounds(condition: Condition, env: DateEnv): Partial<Bounds> {
  const { operator, value } = condition;
  if (value === '') return operator === '=' ? { seen: NEVER } : { neverSeen: false };
  return operator === '!=' ? {} : { seen: comparedTimes(condition, env), neverSeen: false };
}

/** The times for which a comparison with a day holds (TextIt 5.7), of the day's ends in the workspace's zone. */
function comparedTimes(condition: Condition, env: DateEnv): Interval {
  const [comparison] = dateComparisons({ root: condition }, env);
  if (comparison === undefined) return ALWAYS;
  const { operator, start, end } = comparison;
  switch (operator) {
    case '=':
      return { from: start, to: lastBefore(end) };
    case '<':
      return { ...ALWAYS, to: lastBefore(start) };
    case '<=':
      return { ...ALWAYS, to: lastBefore(end) };
    case '>':
      return { ...ALWAYS, from: end };
    case '>=':
      return { ...ALWAYS, from: start };
    default:
      return ALWAYS;
  }
}

const lastBefore = (end: number): number => Math.ceil(end) - 1;
