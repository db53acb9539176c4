import { requireForm } from '../../shared/data/dynamo/index.ts';
import type { OpenEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { methodNotAllowed } from '../../shared/lambda/http/errors.ts';

const METHODS = ['GET', 'HEAD'];

/**
 * GET /health: whether requests are answered now, for anybody; needs no token. It reads both tables at most once a
 * minute and process while they answer. Why they do not is in the log only.
 */
export const health: OpenEndpoint = async ({ method }, { data, logger }) => {
  if (!METHODS.includes(method)) throw methodNotAllowed(method, METHODS);
  try {
    await requireForm(data);
    return { status: 200, body: { status: 'ok' } };
  } catch (error) {
    logger.warn('not healthy', error as Error);
    return { status: 503, body: { status: 'unavailable' } };
  }
};
