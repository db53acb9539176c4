/** Replaces `@smithy/core/event-streams` in bundles, which nothing here uses: its import costs 20 KB in each. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
export const eventStreamSerdeProvider = (): undefined => undefined;
