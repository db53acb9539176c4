/** Replaces `@aws-sdk/endpoint-cache` in bundles, 7 KB in each: `DescribeEndpoints` is off by default. */
export class EndpointCache {
  getEndpoint(): undefined {
    return undefined;
  }

  has(): boolean {
    return false;
  }

  get(): undefined {
    return undefined;
  }

  set(): void {
    throw new Error('Endpoints are not looked up here.');
  }

  delete(): void {}

  clear(): void {}
}
