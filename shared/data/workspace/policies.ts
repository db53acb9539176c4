/**
 *   W#<workspace>  POLICY#<uuid>                     the policy with its present rules, and how far its nights are
 *   W#<workspace>  POLICYVERSION#<uuid>#<version>    { rules, on, by }: every version, kept
 *   W#<workspace>  POLICYNIGHT#<uuid>#<day>          what a night found and did, for 400 days
 *
 * The settings count policies, so that a workspace without any reads nothing more.
 */

import { type Day, dayText } from '../../domain/calendar/days.ts';
import type { PolicyId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Policy, PolicyNight, PolicyProgress, PolicyVersion } from '../../domain/policies/policy.ts';
import { MOST_POLICIES } from '../../domain/policies/policy.ts';
import {
  allOf,
  anyOf,
  atMost,
  type Data,
  equals,
  getItem,
  isAbsent,
  isPresent,
  type Key,
  lacks,
  put,
  queryPage,
  remove,
  transact,
  ttlAfter,
  update,
  type Write,
  withoutKey,
  write,
} from '../dynamo/index.ts';
import { bumpRevision, itemsOf, settingsKey, workspacePk } from './items.ts';

const PREFIX = 'POLICY#';
const VERSIONS = 'POLICYVERSION#';

type Stored = Policy & Key & { readonly progress?: PolicyProgress };

const keyOf = (workspace: WorkspaceId, uuid: PolicyId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${uuid}` });

const versionKey = (workspace: WorkspaceId, uuid: PolicyId, version: number) => ({
  pk: workspacePk(workspace),
  sk: `${VERSIONS}${uuid}#${String(version).padStart(6, '0')}`,
});

const nightKey = (workspace: WorkspaceId, uuid: PolicyId, day: Day) => ({
  pk: workspacePk(workspace),
  sk: `POLICYNIGHT#${uuid}#${dayText(day)}`,
});

/** A policy with how far its nights are. */
export interface PolicyRecord extends Policy {
  readonly progress: PolicyProgress;
}

const fromItem = ({ pk: _, sk: __, progress = {}, ...policy }: Stored): PolicyRecord => ({ ...policy, progress });

/** All policies in their order. 0.5 read units for 4 KB, twice that here: as of now. */
export async function listPolicies(data: Data, workspace: WorkspaceId): Promise<PolicyRecord[]> {
  const items = await itemsOf<Stored>(data, workspace, PREFIX);
  return items.map(fromItem).sort((a, b) => a.position - b.position || (a.uuid < b.uuid ? -1 : 1));
}

export async function readPolicy(data: Data, workspace: WorkspaceId, uuid: PolicyId): Promise<PolicyRecord | null> {
  const item = await getItem<Stored>(data, 'workspace', keyOf(workspace, uuid), { consistent: true });
  return item && fromItem(item);
}

/** Stores a new policy with its first version; false when there are as many as a workspace may have. */
export async function createPolicy(data: Data, workspace: WorkspaceId, policy: Policy): Promise<boolean> {
  const room = anyOf(lacks('policyCount'), atMost('policyCount', MOST_POLICIES - 1));
  const written = await transact(data, [
    update('workspace', settingsKey(workspace), { add: { revision: 1, policyCount: 1 } }, allOf(isPresent, room)),
    put('workspace', { ...keyOf(workspace, policy.uuid), ...policy }, isAbsent),
    versionItem(workspace, versionOf(policy, policy.createdBy)),
  ]);
  return written.ok;
}

type PolicyChange = Partial<Omit<Policy, 'uuid' | 'revision' | 'createdOn' | 'createdBy'>> & {
  readonly by: Policy['createdBy'];
};

/**
 * Changes a policy that is still as it was read: its name and place, its state, or its rules as a new version. Another
 * version, and switching on, begin the nights anew. Null when somebody else has changed it meanwhile.
 */
export async function changePolicy(
  data: Data,
  workspace: WorkspaceId,
  before: Policy,
  { by, ...given }: PolicyChange,
): Promise<Policy | null> {
  const after: Policy = { ...before, ...given, revision: before.revision + 1 };
  const begins = given.version !== undefined || given.begunOn !== undefined;
  const isStill = allOf(...(['version', 'state', 'revision'] as const).map((name) => equals(name, before[name])));
  const maker = given.versionBy ?? by;
  const set = {
    ...given,
    revision: after.revision,
    ...(given.version !== undefined && { versionBy: maker }),
    ...(begins && { progress: {}, begunBy: by }),
  };
  const written = await transact(data, [
    bumpRevision(workspace),
    update('workspace', keyOf(workspace, before.uuid), { set }, isStill),
    ...(given.version === undefined ? [] : [versionItem(workspace, versionOf(after, maker))]),
  ]);
  return written.ok ? after : null;
}

/** Removes a policy. Its versions and nights stay. False when there is none. */
export async function removePolicy(data: Data, workspace: WorkspaceId, uuid: PolicyId): Promise<boolean> {
  const written = await transact(data, [
    update('workspace', settingsKey(workspace), { add: { revision: 1, policyCount: -1 } }, isPresent),
    remove('workspace', keyOf(workspace, uuid), isPresent),
  ]);
  return written.ok;
}

const versionOf = ({ uuid, version, rules, begunOn }: Policy, by: Policy['createdBy']): PolicyVersion => ({
  policy: uuid,
  version,
  rules,
  on: begunOn,
  by,
});

const versionItem = (workspace: WorkspaceId, version: PolicyVersion): Write =>
  put('workspace', { ...versionKey(workspace, version.policy, version.version), ...version });

/** Every version of a policy, the newest first; of all policies, those that were removed as well, without `uuid`. */
export async function listPolicyVersions(
  data: Data,
  workspace: WorkspaceId,
  uuid?: PolicyId,
): Promise<readonly PolicyVersion[]> {
  const items = await itemsOf<PolicyVersion>(data, workspace, uuid === undefined ? VERSIONS : `${VERSIONS}${uuid}#`);
  return items.map(withoutKey).reverse();
}

/** One version of a policy, or null. 0.5 read units. */
export async function readPolicyVersion(
  data: Data,
  workspace: WorkspaceId,
  uuid: PolicyId,
  version: number,
): Promise<PolicyVersion | null> {
  const key = versionKey(workspace, uuid, version);
  const item = await getItem<PolicyVersion & Key>(data, 'workspace', key, { consistent: false });
  return item && withoutKey(item);
}

const NIGHT_DAYS = 400;

type StoredNight = PolicyNight & Key & { readonly ttl: number };

/**
 * Keeps what a night did and how far its stages are, unless the policy has got another version or state meanwhile:
 * then its night counts for nothing. 2 write units.
 */
export async function keepNight(
  data: Data,
  workspace: WorkspaceId,
  policy: Policy,
  night: { readonly kept: PolicyNight | null; readonly progress: PolicyProgress; readonly now: Instant },
): Promise<boolean> {
  const isStill = allOf(equals('version', policy.version), equals('state', policy.state));
  const { kept, progress, now } = night;
  const moved = update('workspace', keyOf(workspace, policy.uuid), { set: { progress } }, isStill);
  if (kept === null) return write(data, moved);
  const ttl = ttlAfter(now, NIGHT_DAYS);
  const item = { ...nightKey(workspace, policy.uuid, kept.day), ...kept, ttl };
  return (await transact(data, [moved, put('workspace', item)])).ok;
}

/** The last nights of a policy that kept something, the newest first. */
export async function listPolicyNights(
  data: Data,
  workspace: WorkspaceId,
  uuid: PolicyId,
  limit: number,
): Promise<readonly PolicyNight[]> {
  const page = await queryPage<StoredNight>(data, {
    table: 'workspace',
    partition: workspacePk(workspace),
    sort: { prefix: `POLICYNIGHT#${uuid}#` },
    descending: true,
    limit,
  });
  return page.items.map(nightOf);
}

const nightOf = ({ pk: _, sk: __, ttl: ___, ...night }: StoredNight): PolicyNight => night;
