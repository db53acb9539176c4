/**
 *   W#<workspace>  WEBHOOK#<uuid>  a webhook with its secret, which signs, so that a hash would not do
 *
 * The settings hold the event types of all webhooks (`webhookEvents`), so that consumers of the stream need not read
 * them.
 */
import { MAX_WEBHOOKS, type Webhook } from '../../domain/bus/webhook.ts';
import type { WebhookId, WorkspaceId } from '../../domain/ids.ts';
import {
  CONFLICT,
  type Data,
  equals,
  isAbsent,
  isPresent,
  put,
  RACES,
  remove,
  retryOnConflict,
  transact,
  update,
  type Write,
  withoutKey,
} from '../dynamo/index.ts';
import { itemsOf, settingsKey, workspacePk } from './items.ts';
import { readSettings } from './settings.ts';

const PREFIX = 'WEBHOOK#';
export const webhookKey = (workspace: WorkspaceId, uuid: WebhookId) => ({
  pk: workspacePk(workspace),
  sk: `${PREFIX}${uuid}`,
});

/** The webhooks of a workspace as of now, newest first. 1 query. */
export async function listWebhooks(data: Data, workspace: WorkspaceId): Promise<Webhook[]> {
  const items = await itemsOf<Omit<Webhook, 'workspace'>>(data, workspace, PREFIX);
  return items.map((item) => ({ workspace, ...withoutKey(item) })).sort((a, b) => b.createdOn - a.createdOn);
}

/** Stores a new webhook; false at the limit. */
export const createWebhook = (data: Data, webhook: Webhook): Promise<boolean> =>
  changeAll(data, webhook.workspace, (all) => {
    if (all.length >= MAX_WEBHOOKS) return false;
    const write = put('workspace', { ...webhookKey(webhook.workspace, webhook.uuid), ...webhook }, isAbsent);
    return { left: [...all, webhook], write };
  });

/** Changes only what is given, as changes may be concurrent; null when there is no such webhook. */
export async function changeWebhook(
  data: Data,
  workspace: WorkspaceId,
  uuid: WebhookId,
  set: Partial<Omit<Webhook, 'workspace' | 'uuid'>>,
): Promise<Webhook | null> {
  let changed: Webhook | null = null;
  await changeAll(data, workspace, (all) => {
    const stored = all.find((one) => one.uuid === uuid);
    changed = stored === undefined ? null : { ...stored, ...set };
    if (changed === null) return false;
    const left = [...all.filter((one) => one.uuid !== uuid), changed];
    return { left, write: update('workspace', webhookKey(workspace, uuid), { set }, isPresent) };
  });
  return changed;
}

/** Removes a webhook; false when there is none. */
export const removeWebhook = (data: Data, workspace: WorkspaceId, uuid: WebhookId): Promise<boolean> =>
  changeAll(data, workspace, (all) => {
    const others = all.filter((one) => one.uuid !== uuid);
    if (others.length === all.length) return false;
    return { left: others, write: remove('workspace', webhookKey(workspace, uuid), isPresent) };
  });

/** Changes webhooks, and what the workspace wants told, as they were read: of two at once one is made again. */
function changeAll(
  data: Data,
  workspace: WorkspaceId,
  decide: (all: readonly Webhook[]) => { readonly left: readonly Webhook[]; readonly write: Write } | false,
): Promise<boolean> {
  return retryOnConflict<boolean>(RACES, `the webhooks of ${workspace}`, async () => {
    const settings = await readSettings(data, workspace);
    if (settings === null) throw new Error(`No workspace ${workspace}`);
    const decided = decide(await listWebhooks(data, workspace));
    if (decided === false) return false;
    const webhookEvents = wantedBy(decided.left);
    const change = { set: { webhookEvents }, add: { revision: 1 } };
    const written = await transact(data, [
      update('workspace', settingsKey(workspace), change, equals('revision', settings.revision)),
      decided.write,
    ]);
    if (!written.ok) return CONFLICT;
    await readSettings(data, workspace);
    return true;
  });
}

const wantedBy = (webhooks: readonly Webhook[]) =>
  [...new Set(webhooks.filter(({ enabled }) => enabled).flatMap(({ events }) => events))].sort();
