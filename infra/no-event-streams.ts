/**
 * Takes the place of `@smithy/core/event-streams` in the bundles (see bundles.ts). The SDK imports it at run time for
 * services that stream events, which DynamoDB, SQS and Secrets Manager do not. That one import makes esbuild wrap most of the
 * SDK in functions: 20 KB in every bundle.
 */
export {};
