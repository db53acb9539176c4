import { listChannels } from '../../shared/data/workspace/index.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import type { ChannelId } from '../../shared/domain/ids.ts';
import type { Request } from '../../shared/lambda/http/endpoint.ts';
import { type ApiError, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';

/** The channel of `?uuid=`; throws 404 without one. */
export async function requireChannel({
  query,
  runtime,
  caller,
}: Pick<Request<'uuid'>, 'query' | 'runtime' | 'caller'>): Promise<Channel> {
  const uuid = requireUuid<ChannelId>(query, 'uuid');
  const stored = (await listChannels(runtime.data, caller.workspace)).find((one) => one.uuid === uuid);
  if (stored === undefined) throw notFound();
  return stored;
}

export const changedMeanwhile = (): ApiError => refuse({ code: 'channel_changed' }, 409);
