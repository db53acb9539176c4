import { type CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';

/** How the keys of files begin: what there is under each is in shared/messages/files.ts. */
type FilePrefix = 'imports/' | 'exports/';

const DAY = Duration.days(1);

/**
 * Where files come in and go out: uploads, the parts and reports of imports, exports. Private, encrypted, by TLS only, and each object is
 * gone after a day: what is to stay is in the tables.
 */
export class FileStore extends Construct {
  readonly bucket: Bucket;

  /** @param origins - of the pages that may upload: every upload needs a signed form besides */
  constructor(scope: Construct, id: string, { origins }: { readonly origins: readonly string[] }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Nothing in it is older than a day, and S3 deletes no bucket that holds something.
      removalPolicy: RemovalPolicy.DESTROY,
      lifecycleRules: [{ expiration: DAY, abortIncompleteMultipartUploadAfter: DAY }],
      cors: [
        {
          allowedOrigins: [...origins],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedHeaders: ['*'],
          maxAge: 3_600,
        },
      ],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'Who fetched a file is in the log of the API, which alone gives out links; objects live for a day.',
    });
  }

  /** Where the forms lead by which pages send files: `https://<bucket>.s3.<region>.amazonaws.com`. */
  get origin(): string {
    return `https://${this.bucket.bucketRegionalDomainName}`;
  }

  /** Lets a function read files, by how their keys begin. */
  grantRead(fn: FeatureFunction, ...prefixes: readonly FilePrefix[]): void {
    this.#allow(fn, 'ReadFiles', 's3:GetObject', prefixes);
  }

  /** Lets a function write files, in parts too, and sign the forms by which others upload. Parts of what fails are gone in a day like all else. */
  grantWrite(fn: FeatureFunction, ...prefixes: readonly FilePrefix[]): void {
    this.#allow(fn, 'WriteFiles', 's3:PutObject', prefixes);
  }

  #allow(fn: FeatureFunction, sid: string, action: string, prefixes: readonly FilePrefix[]): void {
    fn.setVariable('FILES_BUCKET', this.bucket.bucketName);
    fn.allow(
      sid,
      [action],
      prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
    );
    const name = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnElement);
    for (const prefix of prefixes)
      Validations.of(fn.role).acknowledge({
        id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${name}.Arn>/${prefix}*]`,
        reason: 'Keys begin with the workspace, of which there are any number: a function serves all of them.',
      });
  }
}
