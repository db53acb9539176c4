/** What holds data: tables, buckets, secrets. */
import * as z from 'zod/mini';
import { count, flag, ignored, tags, text } from './terms.ts';

const keySchema = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) }));

export const Table = z.strictObject({
  TableName: z.optional(text),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: text, AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.optional(
    z.array(
      z.strictObject({
        IndexName: text,
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.optional(z.array(text)),
        }),
        WarmThroughput: ignored,
        WriteOnDemandThroughputSettings: ignored,
      }),
    ),
  ),
  StreamSpecification: z.optional(
    z.strictObject({ StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']) }),
  ),
  TimeToLiveSpecification: z.optional(z.strictObject({ AttributeName: text, Enabled: z.boolean() })),
  /** One replica, in the stack's own region. */
  Replicas: z.array(z.unknown()).check(z.length(1)),
  SSESpecification: ignored,
  WarmThroughput: ignored,
  WriteOnDemandThroughputSettings: ignored,
});

/** Of a bucket's rules, only the expiration of objects is supported: the local S3 is on this machine. */
export const Bucket = z.strictObject({
  BucketName: z.optional(text),
  BucketEncryption: ignored,
  CorsConfiguration: ignored,
  LifecycleConfiguration: z.optional(
    z.object({
      Rules: z.array(z.looseObject({ ExpirationInDays: z.optional(z.int()), Prefix: z.optional(text) })),
    }),
  ),
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  ...tags,
});

const patterns = z.union([text, z.array(text)]);

/** Of a bucket's policies, only that files must be encrypted has an effect: only functions reach the local S3. */
export const BucketPolicy = z.strictObject({
  Bucket: text,
  PolicyDocument: z.looseObject({
    Statement: z.array(
      z.looseObject({
        Effect: z.enum(['Allow', 'Deny']),
        Action: patterns,
        Resource: patterns,
        Condition: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
      }),
    ),
  }),
});

export const Secret = z.strictObject({
  Name: z.optional(text),
  GenerateSecretString: z.strictObject({
    PasswordLength: z.optional(count),
    ExcludePunctuation: flag,
    IncludeSpace: z.optional(z.literal(false)),
    RequireEachIncludedType: ignored,
  }),
  Description: ignored,
  KmsKeyId: ignored,
  ReplicaRegions: ignored,
  ...tags,
});
