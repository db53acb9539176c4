/**
 * Takes the place of `@smithy/core/event-streams` in the bundles (see bundles.ts). The SDK imports it at run time for
 * services that stream events, which DynamoDB, SQS and Secrets Manager do not. That one import in its midst makes esbuild
 * wrap most of the SDK in functions: 16 KB, and some milliseconds at every start.
 */
export {};
