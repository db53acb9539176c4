import { LightHttpHandler } from './light-http.ts';
import { PreparedSha256 } from './prepared-hash.ts';

/** For the constructor of a client whose answers are small JSON (DynamoDB, SQS). */
export const light = () => ({ requestHandler: new LightHttpHandler(), sha256: PreparedSha256 });

/** Steps around each call that do nothing here: a log that nobody opened, and the name of the SDK in a header. */
const UNNEEDED = ['loggerMiddleware', 'getUserAgentMiddleware'] as const;

interface Stacked {
  readonly middlewareStack: { remove(name: string): boolean };
}

/** The same client without steps that cost time and change nothing. */
export function withoutUnneeded<Client extends Stacked>(client: Client): Client {
  for (const name of UNNEEDED) client.middlewareStack.remove(name);
  return client;
}
