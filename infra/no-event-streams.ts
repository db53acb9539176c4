/**
 * Replaces `@smithy/core/event-streams` in the bundles (see bundles/). The SDK imports it at run time for services that
 * stream events, which this service does not use. That import makes esbuild wrap most of the SDK in functions: 20 KB in
 * every bundle.
 */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
export const eventStreamSerdeProvider = (): undefined => undefined;
