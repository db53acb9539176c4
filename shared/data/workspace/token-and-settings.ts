import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller, Settings } from '../../domain/workspace.ts';
import { batchGetBoth, type Data, type Key } from '../dynamo/index.ts';
import { settingsKey } from './items.ts';
import { type SettingsItem, settingsOf } from './settings.ts';
import { callerOf, readToken, type TokenItem, tokenKey } from './tokens.ts';

interface Authorised {
  readonly caller: Caller | 'expired' | null;
  /** Of the caller's workspace, as of now; null where only the token was read. */
  readonly settings: Settings | null;
  /** Null where nothing was read along. */
  readonly along: ReadAlong | null;
}

/** An item of the contacts table that was read in the same call, as of now. */
export interface ReadAlong {
  readonly key: Key;
  /** Null where nothing lies. */
  readonly item: Key | null;
}

/** The key of an item of the contacts table that a request will need, in its workspace. */
export type AlongKey = (workspace: WorkspaceId) => Key;

/** Tokens whose workspace a container remembers. */
const REMEMBERED = 1_000;

const known = new WeakMap<Data, Map<string, WorkspaceId>>();

/**
 * The caller whose token this is, consistent, so that a revoked one is refused at once. A container that has seen the
 * token before reads the settings of its workspace in the same call, and the contact that the request is about. 1 read
 * unit each.
 */
export async function readTokenAndSettings(
  data: Data,
  secret: string,
  now: Instant,
  along: AlongKey | null = null,
): Promise<Authorised> {
  const workspaces = known.get(data) ?? new Map<string, WorkspaceId>();
  known.set(data, workspaces);
  const key = tokenKey(secret);
  const workspace = workspaces.get(key.pk);
  if (workspace !== undefined) return readTogether(data, secret, { workspace, along: along?.(workspace) ?? null }, now);
  const caller = await readToken(data, secret, now);
  if (caller === null || caller === 'expired') return { caller, settings: null, along: null };
  if (workspaces.size >= REMEMBERED) workspaces.clear();
  workspaces.set(key.pk, caller.workspace);
  return { caller, settings: null, along: null };
}

/** The settings are of the workspace that the token names now: a secret may be given to another one after it ended. */
async function readTogether(
  data: Data,
  secret: string,
  { workspace, along }: { readonly workspace: WorkspaceId; readonly along: Key | null },
  now: Instant,
): Promise<Authorised> {
  const key = tokenKey(secret);
  const keys = { workspace: [key, settingsKey(workspace)], contacts: along === null ? [] : [along] };
  const items = await batchGetBoth(data, keys);
  const token = items.workspace.find(({ pk }) => pk === key.pk) as TokenItem | undefined;
  const settings = items.workspace.find(({ pk }) => pk !== key.pk) as SettingsItem | undefined;
  const caller = token === undefined ? null : callerOf(token, now);
  if (token?.workspace !== workspace) {
    known.get(data)?.delete(key.pk);
    return { caller, settings: null, along: null };
  }
  return {
    caller,
    settings: settings === undefined ? null : settingsOf(data, workspace, settings),
    along: along === null ? null : { key: along, item: items.contacts[0] ?? null },
  };
}
