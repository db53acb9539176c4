import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { receiveEvent } from './receive.ts';

export const routes: Routes = {
  '/api/v2/events.json': { POST: receiveEvent },
};

export const handler = httpHandler({ routes }, { hmacKey: openHmacKey });
