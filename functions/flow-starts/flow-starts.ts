import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getStarts } from './list.ts';
import { getRuns } from './runs.ts';
import { createStart } from './save.ts';
import { simulate } from './simulate.ts';

/** Apart from flows.json, because starts and simulations need contacts, searches and the address key. */
export const endpoints: EndpointsOf<'flow-starts'> = {
  flow_starts: { GET: getStarts, POST: createStart },
  runs: { GET: getRuns },
  simulations: { POST: simulate },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey, queues: openQueues });
