import { httpHandler } from '../../shared/lambda/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getChannels } from './list.ts';
import { deleteChannel } from './remove.ts';
import { saveChannel } from './save.ts';

export const endpoints: EndpointsOf<'channels'> = {
  channels: { GET: getChannels, POST: saveChannel, DELETE: deleteChannel },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
