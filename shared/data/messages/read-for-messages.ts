/** What must be known before messages have any effect, of many at once. */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Settings } from '../../domain/workspace.ts';
import { contactKey, type Holder, type IdentityItem, markerKey, readHoldersBy } from '../contacts/index.ts';
import { batchGetBoth, type Data, everyHash, isItemExpired, type Key } from '../dynamo/index.ts';
import { type SettingsItem, settingsKey, settingsOf } from '../workspace/index.ts';
import type { MarkerItem } from './markers.ts';

interface Ahead {
  /** Null when there is no such workspace. */
  readonly settings: Settings | null;
  /** The external ids that have a marker. */
  readonly marked: ReadonlySet<string>;
  /** What lies at each identity. */
  readonly holders: ReadonlyMap<string, Holder>;
}

/** Addresses of which a container remembers who owned them: some 2 MB. */
const REMEMBERED = 10_000;

/** By the identity's partition key. Only a guess: what it is about is read anew. */
const lastOwners = new WeakMap<Data, Map<string, Key>>();

/**
 * Settings, markers of external ids and owners of identities (`scheme:path`), all as of now: one call, and one more for
 * owners that this container has not met before. 1 read unit each for 4 KB, and 1 an owner; 1 more where an address has
 * another owner since. There must be an identity.
 */
export async function readForMessages(
  data: Data,
  workspace: WorkspaceId,
  { ids, identities }: { readonly ids: readonly string[]; readonly identities: readonly string[] },
  now: Instant,
): Promise<Ahead> {
  const idAt = await idsByKey(data, workspace, ids);
  const owners = lastOwners.get(data) ?? new Map<string, Key>();
  lastOwners.set(data, owners);
  /** Items of the contacts table by partition key, each of which has one kind here; null where nothing lies. */
  const read = new Map<string, Key | null>();
  let along: readonly Key[] = [...idAt.keys()].map((pk) => ({ pk, sk: MARKER }));
  let settings: Settings | null = null;
  const get = async (keys: readonly Key[]): Promise<readonly Key[]> => {
    const isFirst = read.size === 0;
    const guessed = isFirst ? keys.flatMap(({ pk }) => owners.get(pk) ?? []) : [];
    const wanted = new Map([...keys, ...along, ...guessed].map((key) => [key.pk, key]));
    const contacts = [...wanted.values()].filter(({ pk }) => !read.has(pk));
    const found = await batchGetBoth(data, { contacts, workspace: isFirst ? [settingsKey(workspace)] : [] });
    along = [];
    for (const { pk } of contacts) read.set(pk, null);
    for (const item of found.contacts) read.set(item.pk, item);
    const [item] = found.workspace as readonly SettingsItem[];
    if (item !== undefined) settings = settingsOf(data, workspace, item);
    return keys.flatMap(({ pk }) => read.get(pk) ?? []);
  };
  const holders = await readHoldersBy(data, workspace, identities, get);
  if (owners.size >= REMEMBERED) owners.clear();
  for (const [pk, item] of read) {
    const { owner } = (item ?? {}) as Partial<IdentityItem>;
    if (owner !== undefined) owners.set(pk, contactKey(workspace, owner));
  }
  const isMarked = ([pk]: readonly [string, string]): boolean => {
    const marker = read.get(pk) as MarkerItem | null | undefined;
    return marker !== null && marker !== undefined && !isItemExpired(marker, now);
  };
  return { settings, marked: new Set([...idAt].filter(isMarked).map(([, id]) => id)), holders };
}

const { sk: MARKER } = markerKey('' as WorkspaceId, '');

/** The ids by the partition keys under which their markers may lie. */
async function idsByKey(
  data: Data,
  workspace: WorkspaceId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idAt = new Map<string, string>();
  for (const id of new Set(ids))
    for (const hash of await everyHash(data, workspace, id)) idAt.set(markerKey(workspace, hash).pk, id);
  return idAt;
}
