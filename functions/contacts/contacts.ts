import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueuesLater } from '../../shared/lambda/clients/queues-later.ts';
import { openSearchParts } from '../../shared/lambda/clients/search-parts.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { contactActions } from './actions.ts';
import { exportContact } from './export.ts';
import { history } from './history.ts';
import { getContacts } from './list.ts';
import { removeContact } from './remove.ts';
import { saveContact } from './save.ts';

export const endpoints: EndpointsOf<'contacts'> = {
  contacts: { GET: getContacts, POST: saveContact, DELETE: removeContact },
  contact_actions: { POST: contactActions },
  history: { GET: history },
  contact_export: { GET: exportContact },
};

export const handler = httpHandler(
  { routes: routesOf(endpoints) },
  { files: openFiles, hmacKey: openHmacKey, parts: openSearchParts, queues: openQueuesLater },
);
