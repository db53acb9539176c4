/**
 *   W#<workspace>           CHANNEL#<uuid>   a channel, its secret among it: with that signatures are checked
 *   A#<SHA-256 of address>  CHANNEL          the same, by what a provider calls; the address itself is stored nowhere
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Channel, MAX_CHANNELS } from '../../domain/channels/channel.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import {
  allOf,
  type Condition,
  type Data,
  equals,
  getItem,
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
  createdOn: item.createdOn,
});

/** Stores a new channel; false when it would be one too many, but for several made at the same moment. 4 writes. */
export async function createChannel(data: Data, channel: Channel): Promise<boolean> {
  if ((await listChannels(data, channel.workspace)).length >= MAX_CHANNELS) return false;
  await transact(data, itemsFor(channel));
  return true;
}

/**
 * Stores another form of a channel; its address of before leads nowhere when it has another now. False when it is no longer as `before`: of two
 * changes at once the second would bring an address or a secret back that the first has replaced, or leave an address that nobody can take away.
 */
export async function changeChannel(data: Data, before: Channel, channel: Channel): Promise<boolean> {
  const old = before.hash === channel.hash ? [] : [remove('workspace', addressKey(before.hash))];
  const [own, byAddress] = itemsFor(channel, isStill(before));
  return (await transact(data, [own, byAddress, ...old])).ok;
}

/** Removes a channel: what is sent to it from now on is refused. False when it has another address by now, or is gone. */
export async function removeChannel(data: Data, channel: Channel): Promise<boolean> {
  const own = remove('workspace', channelKey(channel), equals('hash', channel.hash));
  return (await transact(data, [own, remove('workspace', addressKey(channel.hash))])).ok;
}

const isStill = (channel: Channel): Condition =>
  allOf(
    ...(['hash', 'secret', 'name', 'country', 'publicUrl', 'scheme'] as const).map((name) =>
      equals(name, channel[name]),
    ),
  );

const itemsFor = (channel: Channel, condition?: Condition): [Write, Write] => [
  put('workspace', { ...channelKey(channel), ...channel }, condition),
  put('workspace', { ...addressKey(channel.hash), ...channel }),
];
