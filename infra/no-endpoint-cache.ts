/**
 * Replaces `@aws-sdk/endpoint-cache` in the bundles (see bundles/): look-ups by `DescribeEndpoints` are off by default.
 * The original brings its own cache, 7 KB in every bundle.
 */
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
