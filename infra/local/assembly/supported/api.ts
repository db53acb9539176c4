/** The HTTP API. */
import * as z from 'zod/mini';
import { count, ignored, tags, text } from './terms.ts';

export const Api = z.strictObject({
  Name: text,
  ProtocolType: z.literal('HTTP'),
  Description: ignored,
  DisableExecuteApiEndpoint: ignored,
  ...tags,
});

export const Integration = z.strictObject({
  ApiId: text,
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: text,
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.optional(count),
  Description: ignored,
});

export const Route = z.strictObject({
  ApiId: text,
  RouteKey: text,
  Target: text,
  AuthorizationType: z.optional(z.literal('NONE')),
});

/** Requests a second of a route, and how many at once. */
const Throttle = z.strictObject({
  ThrottlingRateLimit: count,
  ThrottlingBurstLimit: count,
});

export const Stage = z.strictObject({
  ApiId: text,
  /** Another stage would put its name in front of every path. */
  StageName: z.literal('$default'),
  AutoDeploy: z.optional(z.literal(true)),
  AccessLogSettings: z.optional(z.object({ Format: text })),
  DefaultRouteSettings: z.optional(Throttle),
  RouteSettings: z.optional(z.record(z.string(), Throttle)),
  Description: ignored,
  ...tags,
});
