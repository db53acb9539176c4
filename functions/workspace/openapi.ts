import { type OpenEndpoint, ok } from '../../shared/lambda/endpoint.ts';
import { methodNotAllowed } from '../../shared/lambda/errors.ts';
import document from './openapi.json' with { type: 'json' };

/** GET openapi.json: the document that `npm run openapi` makes of the endpoints' declarations; needs no token. */
export const openApi: OpenEndpoint = ({ method }) => {
  if (method !== 'GET') throw methodNotAllowed(method, ['GET']);
  return ok(document);
};
