/**
 *   W#<workspace>           CHANNEL#<uuid>   a channel, with the secret that checks signatures
 *   A#<SHA-256 of address>  CHANNEL          the same, by the address that a provider calls, which is stored nowhere
 *   A#<SHA-256 of number>   CHANNEL          the same, by a number whose messages come through the deployment's topic
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Channel, type ChannelKind, MAX_CHANNELS } from '../../domain/channels/channel.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import {
  allOf,
  type Data,
  equals,
  getItem,
  type ItemCondition,
  isAbsent,
  type Key,
  put,
  remove,
  transact,
  type Write,
  withoutKey,
} from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

const PREFIX = 'CHANNEL#';
const channelKey = ({ workspace, uuid }: Pick<Channel, 'workspace' | 'uuid'>) => ({
  pk: workspacePk(workspace),
  sk: `${PREFIX}${uuid}`,
});
const addressKey = (hash: string) => ({ pk: `A#${hash}`, sk: 'CHANNEL' });

const hashOf = (address: string): string => createHash('sha256').update(address).digest('hex');

/** An address of 256 random bits, which nobody can guess, and its stored hash. */
export function newAddress(): { readonly address: string; readonly hash: string } {
  const address = randomBytes(32).toString('base64url');
  return { address, hash: hashOf(address) };
}

/** The channel with this address, or null. 1 read unit. */
export async function readChannelAt(data: Data, address: string): Promise<Channel | null> {
  const item = await getItem<Channel>(data, 'workspace', addressKey(hashOf(address)), { consistent: true });
  return item && withoutKey(item);
}

/** The channel of a number whose messages come through the deployment's own topic, or null. 1 read unit. */
export async function readChannelOf(data: Data, kind: ChannelKind, number: string): Promise<Channel | null> {
  const item = await getItem<Channel>(data, 'workspace', addressKey(hashOfNumber(kind, number)), { consistent: true });
  return item && withoutKey(item);
}

/** Addresses have no colon, so none can lead to a number. */
const hashOfNumber = (kind: ChannelKind, number: string): string => hashOf(`${kind}:${number}`);

/** The second key of a channel with a number of its own; null for any other channel. */
const numberKeyOf = ({ kind, number, topic }: Channel) =>
  number === null || topic !== null ? null : addressKey(hashOfNumber(kind, number));

/** The channels of a workspace as of now, newest first. 1 query. */
export async function listChannels(data: Data, workspace: WorkspaceId): Promise<Channel[]> {
  const items = await itemsOf<Channel>(data, workspace, PREFIX);
  return items.map((item): Channel => withoutKey(item)).sort((a, b) => b.createdOn - a.createdOn);
}

/** Why a channel is not stored: the limit is reached, another channel has its number, or it has changed. */
export type NotStored = 'limit' | 'number' | 'changed';

/** Stores a new channel; null when it is stored. Concurrent calls may exceed the limit. 4 writes, 6 with a number. */
export async function createChannel(data: Data, channel: Channel): Promise<NotStored | null> {
  if ((await listChannels(data, channel.workspace)).length >= MAX_CHANNELS) return 'limit';
  return (await transact(data, itemsFor(channel, null))).ok ? null : 'number';
}

/**
 * Stores a changed channel; its old address and number stop working. `changed` when it is no longer as `before`:
 * otherwise the second of two changes could bring back an address or secret that the first has replaced.
 */
export async function changeChannel(data: Data, before: Channel, channel: Channel): Promise<NotStored | null> {
  const kept = new Set(keysOf(channel).map(({ pk }) => pk));
  const old = keysOf(before).filter(({ pk }) => !kept.has(pk));
  const writes = [...itemsFor(channel, before), ...old.map((key) => remove('workspace', key))];
  const done = await transact(data, writes);
  if (done.ok) return null;
  return done.failed[0] ? 'changed' : 'number';
}

/** Removes a channel, so that its messages are refused. False when it has changed its address or number, or is gone. */
export async function removeChannel(data: Data, channel: Channel): Promise<boolean> {
  const [own, ...others] = keysOf(channel);
  return (
    await transact(data, [remove('workspace', own, isStill(channel)), ...others.map((key) => remove('workspace', key))])
  ).ok;
}

const COMPARED = ['hash', 'secret', 'name', 'country', 'publicUrl', 'scheme', 'number', 'topic'] as const;

const isStill = (channel: Channel): ItemCondition => allOf(...COMPARED.map((name) => equals(name, channel[name])));

/** Where a channel is stored: under its workspace, its address, and its own number if it has one. */
const keysOf = (channel: Channel): [Key, ...Key[]] => {
  const byNumber = numberKeyOf(channel);
  return [channelKey(channel), addressKey(channel.hash), ...(byNumber === null ? [] : [byNumber])];
};

/** @param before - the channel as it must be stored now; null for a new one */
function itemsFor(channel: Channel, before: Channel | null): Write[] {
  const taken = before && numberKeyOf(before)?.pk;
  return keysOf(channel).map((key, place) => {
    const isNew = place === 2 && key.pk !== taken;
    return put(
      'workspace',
      { ...key, ...channel },
      place === 0 && before ? isStill(before) : isNew ? isAbsent : undefined,
    );
  });
}
