import { type OpenEndpoint, ok } from '../../shared/lambda/endpoint.ts';
import { methodNotAllowed } from '../../shared/lambda/errors.ts';

/** `openapi.json`, compressed, as base64: bundles.ts puts it here. Hardly anybody asks, and every start would read all of it. */
declare const OPENAPI_DOCUMENT: string;

let unpacked: unknown;

/** GET openapi.json: the OpenAPI 3.1 document, made by `npm run openapi` from the endpoints' declarations; needs no token. */
export const openApi: OpenEndpoint = ({ method }) => {
  if (method !== 'GET') throw methodNotAllowed(method, ['GET']);
  unpacked ??= JSON.parse(
    process.getBuiltinModule('node:zlib').gunzipSync(Buffer.from(OPENAPI_DOCUMENT, 'base64')).toString(),
  );
  return ok(unpacked);
};
