/**
 *   W#<workspace>           CHANNEL#<uuid>   a channel, its secret among it: with that signatures are checked
 *   A#<SHA-256 of address>  CHANNEL          the same, by what a provider calls; the address itself is stored nowhere
 *   A#<SHA-256 of number>   CHANNEL          the same, by a number of ours whose messages come by the deployment's own topic
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Channel, type ChannelKind, MAX_CHANNELS } from '../../domain/channels/channel.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import {
  allOf,
  anyOf,
  type Data,
  equals,
  getItem,
  type ItemCondition,
  isAbsent,
  type Key,
  lacks,
  put,
  remove,
  transact,
  type Write,
} from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

const PREFIX = 'CHANNEL#';
const channelKey = ({ workspace, uuid }: Pick<Channel, 'workspace' | 'uuid'>) => ({
  pk: workspacePk(workspace),
  sk: `${PREFIX}${uuid}`,
});
const addressKey = (hash: string) => ({ pk: `A#${hash}`, sk: 'CHANNEL' });

const hashOf = (address: string): string => createHash('sha256').update(address).digest('hex');

/** An address that nobody can guess, 256 random bits, with what is stored of it. */
export function newAddress(): { readonly address: string; readonly hash: string } {
  const address = randomBytes(32).toString('base64url');
  return { address, hash: hashOf(address) };
}

/** The channel that has this address; null when none has. 1 read unit. */
export async function readChannelAt(data: Data, address: string): Promise<Channel | null> {
  const item = await getItem<Channel>(data, 'workspace', addressKey(hashOf(address)), { consistent: true });
  return item && channelIn(item);
}

/** The channel to which a number of ours belongs, of those whose messages come by the deployment's own topic; null when none. 1 read unit. */
export async function readChannelOf(data: Data, kind: ChannelKind, number: string): Promise<Channel | null> {
  const item = await getItem<Channel>(data, 'workspace', addressKey(hashOfNumber(kind, number)), { consistent: true });
  return item && channelIn(item);
}

/** No address has a colon in it, so none leads to a number. */
const hashOfNumber = (kind: ChannelKind, number: string): string => hashOf(`${kind}:${number}`);

/** The second key of a channel with a number that nobody else can have; null for another channel. */
const numberKeyOf = ({ kind, number, topic }: Channel) =>
  number === null || topic !== null ? null : addressKey(hashOfNumber(kind, number));

/** The channels of a workspace as of now, newest first. 1 query. */
export async function listChannels(data: Data, workspace: WorkspaceId): Promise<Channel[]> {
  const items = await itemsOf<Channel>(data, workspace, PREFIX);
  return items.map(channelIn).sort((a, b) => b.createdOn - a.createdOn);
}

const channelIn = (item: Channel): Channel => ({
  uuid: item.uuid,
  workspace: item.workspace,
  kind: item.kind,
  name: item.name,
  secret: item.secret,
  hash: item.hash,
  country: item.country,
  publicUrl: item.publicUrl,
  scheme: item.scheme,
  number: item.number ?? null,
  topic: item.topic ?? null,
  createdOn: item.createdOn,
});

/** Why a channel is not stored: there would be one too many, or another channel has its number. */
export type NotStored = 'limit' | 'number' | 'changed';

/** Stores a new channel; null when it is. There may be one too many of several made at the same moment. 4 writes, 6 with a number. */
export async function createChannel(data: Data, channel: Channel): Promise<NotStored | null> {
  if ((await listChannels(data, channel.workspace)).length >= MAX_CHANNELS) return 'limit';
  return (await transact(data, itemsFor(channel, null))).ok ? null : 'number';
}

/**
 * Stores another form of a channel; its address and number of before lead nowhere when they are others now. `changed` when it is no longer as `before`:
 * of two changes at once the second would bring an address or a secret back that the first has replaced, or leave an address that nobody can take away.
 */
export async function changeChannel(data: Data, before: Channel, channel: Channel): Promise<NotStored | null> {
  const kept = new Set(keysOf(channel).map(({ pk }) => pk));
  const old = keysOf(before).filter(({ pk }) => !kept.has(pk));
  const writes = [...itemsFor(channel, before), ...old.map((key) => remove('workspace', key))];
  const done = await transact(data, writes);
  if (done.ok) return null;
  return done.failed[0] ? 'changed' : 'number';
}

/** Removes a channel: what is sent to it from now on is refused. False when it has another address or number by now, or is gone. */
export async function removeChannel(data: Data, channel: Channel): Promise<boolean> {
  const [own, ...others] = keysOf(channel);
  return (
    await transact(data, [remove('workspace', own, isStill(channel)), ...others.map((key) => remove('workspace', key))])
  ).ok;
}

const COMPARED = ['hash', 'secret', 'name', 'country', 'publicUrl', 'scheme', 'number', 'topic'] as const;

const isStill = (channel: Channel): ItemCondition =>
  allOf(
    ...COMPARED.map((name) =>
      channel[name] === null ? anyOf(lacks(name), equals(name, null)) : equals(name, channel[name]),
    ),
  );

/** Where a channel is stored: under its workspace, its address, and its number where it has one of its own. */
const keysOf = (channel: Channel): [Key, ...Key[]] => {
  const byNumber = numberKeyOf(channel);
  return [channelKey(channel), addressKey(channel.hash), ...(byNumber === null ? [] : [byNumber])];
};

/** @param before - as it has to be stored now; null for a new one */
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
