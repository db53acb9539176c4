import { httpHandler } from '../../shared/lambda/http.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getPolicyContact } from './contact.ts';
import { saveHold } from './hold.ts';
import { getPolicies } from './list.ts';
import { previewPolicy } from './preview.ts';
import { deletePolicy } from './remove.ts';
import { savePolicy } from './save.ts';

export const endpoints: EndpointsOf<'policies'> = {
  policies: { GET: getPolicies, POST: savePolicy, DELETE: deletePolicy },
  policy_previews: { POST: previewPolicy },
  policy_contacts: { GET: getPolicyContact, POST: saveHold },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey });
