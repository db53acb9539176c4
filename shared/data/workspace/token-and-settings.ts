import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller, Settings } from '../../domain/workspace.ts';
import { batchGet, type Data } from '../dynamo/index.ts';
import { settingsKey } from './items.ts';
import { type SettingsItem, settingsOf } from './settings.ts';
import { callerOf, readToken, type TokenItem, tokenKey } from './tokens.ts';

interface Authorised {
  readonly caller: Caller | 'expired' | null;
  /** Of the caller's workspace, as of now; null where only the token was read. */
  readonly settings: Settings | null;
}

/** Tokens whose workspace a container remembers. */
const REMEMBERED = 1_000;

const known = new WeakMap<Data, Map<string, WorkspaceId>>();

/**
 * The caller whose token this is, consistent, so that a revoked one is refused at once. A container that has seen the
 * token before reads the settings of its workspace in the same call. 1 read unit each.
 */
export async function readTokenAndSettings(data: Data, secret: string, now: Instant): Promise<Authorised> {
  const workspaces = known.get(data) ?? new Map<string, WorkspaceId>();
  known.set(data, workspaces);
  const key = tokenKey(secret);
  const workspace = workspaces.get(key.pk);
  if (workspace !== undefined) return readBoth(data, secret, workspace, now);
  const caller = await readToken(data, secret, now);
  if (caller === null || caller === 'expired') return { caller, settings: null };
  if (workspaces.size >= REMEMBERED) workspaces.clear();
  workspaces.set(key.pk, caller.workspace);
  return { caller, settings: null };
}

/** The settings are of the workspace that the token names now: a secret may be given to another one after it ended. */
async function readBoth(data: Data, secret: string, workspace: WorkspaceId, now: Instant): Promise<Authorised> {
  const key = tokenKey(secret);
  const keys = [key, settingsKey(workspace)];
  const items = await batchGet<TokenItem | SettingsItem>(data, 'workspace', keys, { consistent: true });
  const token = items.find(({ pk }) => pk === key.pk) as TokenItem | undefined;
  const settings = items.find(({ pk }) => pk !== key.pk) as SettingsItem | undefined;
  if (token?.workspace !== workspace) known.get(data)?.delete(key.pk);
  return {
    caller: token === undefined ? null : callerOf(token, now),
    settings: token?.workspace === workspace && settings !== undefined ? settingsOf(data, workspace, settings) : null,
  };
}
