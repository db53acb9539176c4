/**
 * Takes the place of `@smithy/core/event-streams` in the bundles (see bundles/). The SDK imports it at run time for
 * services that stream events, which those used here do not (of S3 only `SelectObjectContent` does). That one import makes esbuild wrap
 * most of the SDK in functions: 20 KB in every bundle.
 */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
export const eventStreamSerdeProvider = (): undefined => undefined;
