import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { listStarts } from './list.ts';
import { listRuns } from './runs.ts';
import { createStart } from './save.ts';

/** Apart from flows.json: a start needs contacts, searches and the address key, and nothing of what reads definitions. */
export const endpoints: EndpointsOf<'flow-starts'> = {
  flow_starts: { GET: listStarts, POST: createStart },
  runs: { GET: listRuns },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey, queues: openQueues });
