/**
 * Takes the place of `@aws-sdk/endpoint-cache` in the bundles (see bundles/): where DynamoDB is, is known here, and looking it up by
 * `DescribeEndpoints` is off, which it is unless it is turned on. The original carries a cache of its own: 7 KB in every bundle.
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
