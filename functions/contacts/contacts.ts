import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { contactActions } from './actions.ts';
import { history } from './history.ts';
import { listContacts } from './list.ts';
import { removeContact } from './remove.ts';
import { saveContact } from './save.ts';

export const routes: Routes = {
  '/api/v2/contacts.json': { GET: listContacts, POST: saveContact, DELETE: removeContact },
  '/api/v2/contact_actions.json': { POST: contactActions },
  '/api/v2/history.json': { GET: history },
};

export const handler = httpHandler({ routes }, { hmacKey: openHmacKey });
