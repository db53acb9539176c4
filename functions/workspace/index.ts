import { type OpenEndpoint, ok } from '../../shared/lambda/http/endpoint.ts';
import { methodNotAllowed, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { endpointNames } from '../endpoints.ts';

const NAMES = endpointNames();

/** GET /api/v2/.json: every endpoint with its URL; needs no token (TextIt 6.1). */
export const index: OpenEndpoint = ({ method, url }) => {
  if (method !== 'GET') throw methodNotAllowed(method, ['GET']);
  const root = url.replace(/\.json$/, '');
  return ok(Object.fromEntries(NAMES.map((name) => [name, `${root}${name}.json`])));
};

/** TextIt's messaging endpoints, which Dormouse does not have (6.11). */
const ELSEWHERE = new Set(
  ['channel_events media message_actions optins resthook_events resthook_subscribers templates ticket_actions'].flatMap(
    (names) => names.split(' '),
  ),
);

/** The refusal for an unknown path: it names the right path, or says that only TextIt has the endpoint. */
export function noEndpoint(path: string): Error {
  const [under, name = ''] = /^\/api\/v2(?:\/(\w*)(?:\.json)?)?\/?$/.exec(path) ?? [];
  if (ELSEWHERE.has(name)) return refuse({ code: 'endpoint_elsewhere', name }, 404);
  const isNear = under !== undefined && (name === '' || NAMES.includes(name));
  return isNear ? refuse({ code: 'endpoint_near', name }, 404) : notFound();
}
