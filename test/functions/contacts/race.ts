import type { Endpoint } from '../../../shared/lambda/endpoint.ts';

/** The same endpoint when something else happens between parsing a request and carrying it out. */
export const interrupted = (endpoint: Endpoint, between: () => Promise<unknown>): Endpoint => ({
  ...endpoint,
  async handle(command, context) {
    await between();
    return endpoint.handle(command, context);
  },
});
