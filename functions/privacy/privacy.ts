import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { erasures } from './erasures.ts';
import { sendable } from './sendable.ts';
import { addSuppressions, readSuppressions, removeSuppression } from './suppressions.ts';

export const endpoints: EndpointsOf<'privacy'> = {
  erasures: { GET: erasures },
  sendable: { POST: sendable },
  suppressions: { GET: readSuppressions, POST: addSuppressions, DELETE: removeSuppression },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey });
