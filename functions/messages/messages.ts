import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { listMessages } from './list.ts';

export const routes: Routes = {
  '/api/v2/messages.json': { GET: listMessages },
};

export const handler = httpHandler({ routes });
