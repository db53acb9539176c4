import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { checkFlows } from './check.ts';
import { exportDefinitions } from './definitions.ts';
import { getGlobals, saveGlobal } from './globals.ts';
import { importFlow } from './import.ts';
import { getFlows } from './list.ts';
import { removeFlow } from './remove.ts';

export const endpoints: EndpointsOf<'flows'> = {
  flows: { GET: getFlows, POST: importFlow, DELETE: removeFlow },
  globals: { GET: getGlobals, POST: saveGlobal },
  flow_checks: { POST: checkFlows },
  definitions: { GET: exportDefinitions },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
