import { readHeard, readSilences } from '../../shared/data/limits/index.ts';
import { listChannels, removeChannel } from '../../shared/data/workspace/index.ts';
import { deleteEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { wholeList } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { changedMeanwhile, requireChannel } from './find.ts';
import { channelListed, saveChannel } from './save.ts';

const deleteChannel = deleteEndpoint({
  summary: 'Remove a channel; requests to it are refused from then on',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the channel')) },
  parse: requireChannel,
  async handle(channel, { runtime }) {
    if (!(await removeChannel(runtime.data, channel))) throw changedMeanwhile();
    return true;
  },
  audit: ({ uuid, kind }) => ({ kind: 'channel.removed', about: uuid, details: { kind } }),
});

/** GET channels.json: all of them, fifty at most. */
const getChannels = wholeList(
  'List channels, without their secrets and addresses',
  async (data, workspace) => {
    const heard = await readHeard(data, workspace);
    const silences = await readSilences(data, workspace);
    return (await listChannels(data, workspace)).map((channel) => ({
      ...channel,
      lastMessageOn: heard.get(channel.uuid)?.last,
      silentSince: silences.find(({ source }) => source === channel.uuid)?.since,
    }));
  },
  channelListed,
);

export const endpoints: EndpointsOf<'channels'> = {
  channels: { GET: getChannels, POST: saveChannel, DELETE: deleteChannel },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
