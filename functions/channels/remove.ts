import { removeChannel } from '../../shared/data/workspace/index.ts';
import { noContent, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { changedMeanwhile, requireChannel } from './find.ts';

export const deleteChannel = writeEndpoint({
  summary: 'Remove a channel; requests to it are refused from then on',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the channel')) },
  parse: requireChannel,
  async handle(channel, { runtime }) {
    if (!(await removeChannel(runtime.data, channel))) throw changedMeanwhile();
    return noContent();
  },
  audit: ({ uuid, kind }) => ({ kind: 'channel.removed', about: uuid, details: { kind } }),
  made: 'nothing',
  replay: showNothing,
});
