import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  type BehaviorOptions,
  CachePolicy,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { contentSecurityPolicy, ISOLATION } from '../site-policy.ts';

/** The console's files, in a bucket that only its distribution reads. A function serves the page for its paths. */
export class ConsoleSite extends Construct {
  readonly behavior: BehaviorOptions;

  /** @param files - origin of the bucket to which its pages upload */
  constructor(scope: Construct, id: string, { files }: { readonly files: string }) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'It holds the files of a page that is public anyway; who reads them is of no interest.',
    });
    this.behavior = {
      // CDK's own bucket does not match its interface under exactOptionalPropertyTypes.
      origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: headersOf(this, files),
      functionAssociations: [{ function: pageForPaths(this), eventType: FunctionEventType.VIEWER_REQUEST }],
    };
    new CfnOutput(Stack.of(this), 'ConsoleBucket', {
      value: bucket.bucketName,
      description: 'Where npm run deploy puts the console',
    });
  }
}

const pageForPaths = (scope: Construct): EdgeFunction =>
  new EdgeFunction(scope, 'PageForPaths', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(
      "function handler({ request }) { if (!/\\.[^/]*$/.test(request.uri)) request.uri = '/index.html'; return request; }",
    ),
  });

/** The local runner's headers, and the rule that browsers always use TLS. */
const headersOf = (scope: Construct, files: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    customHeadersBehavior: {
      customHeaders: Object.entries(ISOLATION).map(([header, value]) => ({ header, value, override: true })),
    },
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(files), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
  });
