/** What must be known before messages have any effect, of many at once. */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Settings } from '../../domain/workspace.ts';
import { type Holder, markerKey, readHoldersBy } from '../contacts/index.ts';
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

/**
 * Settings, markers of external ids and owners of identities (`scheme:path`), all as of now: one call, and one more
 * when anybody owns one. 1 read unit each for 4 KB, and 1 an owner. There must be an identity.
 */
export async function readForMessages(
  data: Data,
  workspace: WorkspaceId,
  { ids, identities }: { readonly ids: readonly string[]; readonly identities: readonly string[] },
  now: Instant,
): Promise<Ahead> {
  const idAt = new Map<string, string>();
  const markers: Key[] = [];
  for (const id of new Set(ids))
    for (const hash of await everyHash(data, workspace, id)) {
      const key = markerKey(workspace, hash);
      idAt.set(key.pk, id);
      markers.push(key);
    }
  const marked = new Set<string>();
  let settings: Settings | null = null;
  let isFirst = true;
  const get = async (keys: readonly Key[]): Promise<readonly Key[]> => {
    const along = isFirst
      ? { contacts: markers, workspace: [settingsKey(workspace)] }
      : { contacts: [], workspace: [] };
    isFirst = false;
    const found = await batchGetBoth(data, { ...along, contacts: [...keys, ...along.contacts] });
    const [item] = found.workspace as readonly SettingsItem[];
    if (item !== undefined) settings = settingsOf(data, workspace, item);
    for (const one of found.contacts) {
      const id = idAt.get(one.pk);
      if (id !== undefined && !isItemExpired(one as MarkerItem, now)) marked.add(id);
    }
    return found.contacts.filter(({ pk }) => !idAt.has(pk));
  };
  const holders = await readHoldersBy(data, workspace, identities, get);
  return { settings, marked, holders };
}
