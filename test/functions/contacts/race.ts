import type { Endpoint } from '../../../shared/lambda/http/endpoint.ts';

/** The same endpoint, but `between` runs after a request was parsed and before it is carried out. */
export const interrupted = (endpoint: Endpoint, between: () => Promise<unknown>): Endpoint => ({
  ...endpoint,
  async handle(command, context) {
    await between();
    return endpoint.handle(command, context);
  },
});
