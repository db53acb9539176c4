import { type CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';

const DAY = Duration.days(1);
const FORTNIGHT = Duration.days(14);

/**
 * Prefixes of file keys, which shared/messages/files.ts describes, and how long files are kept. A letter from when it
 * was copied: in its queue it is gone two weeks after it was first sent. The notes of an audit go when its round ends.
 */
const KEPT = {
  'imports/': DAY,
  'exports/': DAY,
  'snapshots/': DAY,
  'athena/': DAY,
  'audit/': FORTNIGHT,
  'letters/': FORTNIGHT,
};
type FilePrefix = keyof typeof KEPT;

/** Uploads, parts and reports of imports, exports, and copies of dead letters. Private, encrypted, TLS only. */
export class FileStore extends Construct {
  readonly bucket: Bucket;

  /** @param origins - of pages that may upload; every upload also needs a signed form */
  constructor(scope: Construct, id: string, { origins }: { readonly origins: readonly string[] }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Nothing in it must survive, and S3 cannot delete a bucket with objects.
      removalPolicy: RemovalPolicy.DESTROY,
      lifecycleRules: [
        ...Object.entries(KEPT).map(([prefix, expiration]) => ({ prefix, expiration })),
        { abortIncompleteMultipartUploadAfter: DAY },
      ],
      cors: [
        {
          allowedOrigins: [...origins],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedHeaders: ['*'],
          maxAge: 3_600,
        },
      ],
    });
    // A file of people for which no key was asked is not taken (ADR 097).
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyEncryptedSnapshots',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('snapshots/*')],
        conditions: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }),
    );
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'Who fetched a file is in the log of the API, which alone gives out links; objects live for days.',
    });
  }

  /** Where pages send uploads: `https://<bucket>.s3.<region>.amazonaws.com`. */
  get origin(): string {
    return `https://${this.bucket.bucketRegionalDomainName}`;
  }

  /** Lets a function read files with these prefixes, and learn that one is not there: else S3 answers 403. */
  grantRead(fn: FeatureFunction, ...prefixes: readonly FilePrefix[]): void {
    this.#allow(fn, 'ReadFiles', ['s3:GetObject'], prefixes);
    this.grantList(fn, ...prefixes);
  }

  /** Lets a function find files with these prefixes. */
  grantList(fn: FeatureFunction, ...prefixes: readonly FilePrefix[]): void {
    const condition = { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } };
    fn.allow('ListFiles', ['s3:ListBucket'], [this.bucket.bucketArn], condition);
  }

  /** Lets a function write files, also in parts, and sign upload forms. Parts of dead uploads expire after a day. */
  grantWrite(fn: FeatureFunction, ...prefixes: readonly FilePrefix[]): void {
    this.#allow(fn, 'WriteFiles', ['s3:PutObject'], prefixes);
  }

  /** Lets a function remove files with these prefixes, and find and remove uploads that did not end. */
  grantRemove(fn: FeatureFunction, ...prefixes: readonly FilePrefix[]): void {
    this.#allow(fn, 'RemoveFiles', ['s3:AbortMultipartUpload', 's3:DeleteObject'], prefixes);
    // AWS has no condition for the prefix of these.
    fn.allow('ListUploads', ['s3:ListBucketMultipartUploads'], [this.bucket.bucketArn]);
  }

  #allow(fn: FeatureFunction, sid: string, actions: readonly string[], prefixes: readonly FilePrefix[]): void {
    fn.setVariable('FILES_BUCKET', this.bucket.bucketName);
    fn.allow(
      sid,
      actions,
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
