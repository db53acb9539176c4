import { httpHandler } from '../../shared/lambda/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { listAll } from './list.ts';
import { remove } from './remove.ts';
import { save } from './save.ts';

export const endpoints: EndpointsOf<'channels'> = {
  channels: { GET: listAll, POST: save, DELETE: remove },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
