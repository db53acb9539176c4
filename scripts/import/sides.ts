import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nextOf } from '../../shared/domain/imports/textit/pull.ts';
import type { Api } from '../api.ts';
import { openPeople, type Pair, type People, type Person, type Side } from './people.ts';

export type Say = (line: string) => void;

/** A contact as `contacts.json` of either side lists it. */
interface Listed {
  readonly uuid: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: string;
  readonly urns: readonly string[];
  readonly groups: readonly { readonly name: string }[];
  readonly fields: Readonly<Record<string, string | null>>;
  readonly modified_on: string;
  readonly last_seen_on: string | null;
}

/** The workspace of one side. */
interface Workspace {
  readonly api: Api;
  readonly uuid: string;
  readonly name: string;
  readonly fields: readonly { readonly key: string; readonly name: string; readonly type: string }[];
  readonly groups: readonly { readonly name: string; readonly query: string | null; readonly count: number }[];
}

/** Both sides, as they were when they were read. */
export interface Sides {
  readonly there: Workspace;
  readonly here: Workspace;
  readonly people: People;
  /** Uuids of whom the other side has deleted. */
  readonly deleted: ReadonlySet<string>;
  /** Where files about people go. */
  readonly folder: string;
}

/** All items of a list, page by page. */
export async function allOf<Item = Readonly<Record<string, unknown>>>(api: Api, endpoint: string): Promise<Item[]> {
  const found: Item[] = [];
  for (let next: string | null = endpoint; next !== null; ) {
    const page: Readonly<Record<string, unknown>> = await api.get(next);
    found.push(...(page['results'] as Item[]));
    next = nextOf(page, endpoint);
  }
  return found;
}

/** Reads both sides. Throws where the tokens are of one workspace, or of two with nobody in common. */
export async function readSides(source: Api, target: Api, dataDir: string, say: Say): Promise<Sides> {
  const there = await workspaceOf(source);
  const here = await workspaceOf(target);
  if (there.uuid === here.uuid) throw new Error(`Both tokens are of the same workspace, ${here.name}.`);
  const deleted = new Set((await allOf<Listed>(source, 'contacts.json?deleted=true')).map(({ uuid }) => uuid));
  const folder = privateFolder(dataDir);
  const sides = { there, here, deleted, folder, people: openPeople(folder) };
  for (const side of ['there', 'here'] as const) await readPeople(sides, side, say);
  if (sides.people.count('there') === 0)
    throw new Error(`${there.name} has no contacts there: check that --token is of the right workspace.`);
  if (sides.people.count('here') > 0 && !hasCommon(sides.people.pairs()))
    throw new Error(
      `${there.name} there and ${here.name} here have no contact in common: check that each token is of the right workspace.`,
    );
  return sides;
}

function hasCommon(pairs: Iterable<Pair>): boolean {
  for (const { there, here } of pairs) if (there !== null && here !== null) return true;
  return false;
}

/** A folder of the data folder, for the owner alone. A service may run on that folder, so it stays as it is. */
function privateFolder(dataDir: string): string {
  if (dataDir === ':memory:') throw new Error('DATA_DIR: files about people need a folder, not :memory:.');
  const folder = join(resolve(dataDir), 'compared');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (cause) {
    throw new Error(`DATA_DIR: no folder can be made in ${dataDir}. Give another one.`, { cause });
  }
}

/** Reads the name, fields and groups of a workspace. */
export async function workspaceOf(api: Api): Promise<Workspace> {
  const { uuid, name } = await api.get('workspace.json');
  const groups = await allOf<Workspace['groups'][number] & { system?: boolean }>(api, 'groups.json');
  return {
    api,
    uuid: String(uuid),
    name: String(name),
    fields: await allOf(api, 'fields.json'),
    groups: groups.filter(({ system }) => system !== true),
  };
}

/** Reads people, oldest change first: whoever changes meanwhile comes once more at the end. */
export async function readPeople(sides: Sides, side: Side, say: Say, after?: string): Promise<void> {
  const { people } = sides;
  const { api, ...known } = sides[side];
  const asked = new URLSearchParams({ reverse: 'true', ...(after !== undefined && { after }) });
  for (let next: string | null = `contacts.json?${asked}`; next !== null; ) {
    const page = await api.get(next);
    const contacts = page['results'] as Listed[];
    const refused = side === 'here' ? await refusedInArchive(api, contacts) : new Set<string>();
    const read = contacts.map((contact) => personOf(contact, known));
    people.put(
      side,
      read.map((one) => (refused.has(one.uuid) ? { ...one, wantsNone: true } : one)),
    );
    next = nextOf(page, 'contacts.json');
  }
  say(`${people.count(side)} contacts read ${side}`);
}

/** Whose opt-out is remembered in the archive here. An anonymous workspace does not tell. */
async function refusedInArchive(api: Api, contacts: readonly Listed[]): Promise<ReadonlySet<string>> {
  const archived = contacts.filter(({ status }) => status === 'archived');
  const urns = archived.flatMap(({ urns: [urn = HIDDEN] }) => (isHidden(urn) ? [] : [urn]));
  if (urns.length === 0) return new Set();
  const { results } = (await api.post('sendable.json', { urns })) as {
    results: { contact: string; outcome: string }[];
  };
  return new Set(results.filter(({ outcome }) => outcome !== 'archived').map(({ contact }) => contact));
}

/** As an anonymous workspace shows an address, behind its scheme. */
const HIDDEN = '********';
const isHidden = (urn: string): boolean => urn.endsWith(HIDDEN);

function personOf(listed: Listed, { fields, groups }: Pick<Workspace, 'fields' | 'groups'>): Person {
  const { uuid, urns, name, language, status, last_seen_on, modified_on } = listed;
  const smart = new Set(groups.filter(({ query }) => query !== null).map((group) => group.name));
  const addresses = urns.filter((urn) => !isHidden(urn)).map((urn) => urn.replace(/[?#].*$/s, ''));
  const names = listed.groups.map((group) => group.name).filter((group) => !smart.has(group));
  const nameOf = new Map(fields.map((field) => [field.key, field.name.toLowerCase()]));
  const values = Object.entries({
    status,
    name,
    language,
    urns: addresses.length < urns.length ? HIDDEN : addresses.toSorted().join(', '),
    groups: names.toSorted().join(', '),
    last_seen_on,
    ...Object.fromEntries(
      Object.entries(listed.fields).map(([key, value]) => [`fields.${nameOf.get(key) ?? key}`, value]),
    ),
  }).flatMap(([property, value]) => (value === null || value === '' ? [] : [[property, textOf(value)]]));
  return {
    uuid,
    modifiedOn: Date.parse(modified_on),
    wantsNone: status === 'stopped' || status === 'blocked',
    urns: addresses,
    groups: names,
    values: Object.fromEntries(values),
  };
}

/** Both sides write times with other digits behind the second. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const textOf = (value: string): string => (TIME.test(value) ? new Date(value).toISOString() : value);

/** Whether somebody wants no messages on one side, and may get some by the other. */
export const isOptOutMissing = ({ there, here }: Pair): boolean =>
  there !== null && here !== null && there.wantsNone !== here.wantsNone;

/** The properties in which two forms of one person differ. Addresses that a side hides are not compared. */
export function differing({ there, here }: { readonly there: Person; readonly here: Person }): readonly string[] {
  const hidden = [there, here].some(({ values }) => values['urns'] === HIDDEN);
  return [...new Set([...Object.keys(there.values), ...Object.keys(here.values)])].filter(
    (property) => there.values[property] !== here.values[property] && !(hidden && property === 'urns'),
  );
}
