import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { explainQuery } from './queries.ts';

export const routes: Routes = {
  '/api/v2/queries.json': { POST: explainQuery },
};

export const handler = httpHandler({ routes });
