/** Replaces `#traces` in tests (vitest.config.ts), which have no X-Ray. */
export const traceCalls = <Client>(client: Client): Client => client;
