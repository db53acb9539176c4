/** Replaces `@aws-sdk/endpoint-cache` in bundles, 7 KB in each: `DescribeEndpoints` is off, so nothing asks it. */
export class EndpointCache {}
