import * as z from 'zod/mini';

const text = z.string();
const texts = z.pipe(
  z.union([text, z.array(text)]),
  z.transform((value: string | string[]) => [value].flat()),
);

/** A statement of a policy. Unknown conditions are refused, because neither true nor false would be safe to assume. */
const Statement = z.strictObject({
  Sid: z.optional(text),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts,
  Condition: z.optional(
    z.strictObject({
      'ForAllValues:StringLike': z.optional(z.strictObject({ 'dynamodb:LeadingKeys': texts })),
      StringLike: z.optional(z.strictObject({ 's3:prefix': texts })),
    }),
  ),
});

export type Statement = z.infer<typeof Statement>;

/** A statement of a topic's policy: who may do what. */
export const ResourceStatement = z.strictObject({
  Sid: z.optional(text),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.strictObject({ Service: text }), z.strictObject({ AWS: texts })]),
  Action: texts,
  Resource: texts,
  Condition: z.optional(
    z.strictObject({
      StringEquals: z.optional(z.strictObject({ 'aws:SourceAccount': text })),
      ArnLike: z.optional(z.strictObject({ 'aws:SourceArn': text })),
      Bool: z.optional(z.strictObject({ 'aws:SecureTransport': z.literal('false') })),
    }),
  ),
});

/** `AWS::IAM::Policy`: what roles may do. */
export const Policy = z.strictObject({
  PolicyName: text,
  PolicyDocument: z.strictObject({ Version: text, Statement: z.array(Statement) }),
  Roles: z.array(text),
});

/** `AWS::IAM::Role`: who may assume it; its permissions are in separate policies. */
export const Role = z.strictObject({
  AssumeRolePolicyDocument: z.strictObject({
    Version: text,
    Statement: z.array(
      z.strictObject({
        Effect: z.literal('Allow'),
        Action: z.literal('sts:AssumeRole'),
        Principal: z.strictObject({ Service: text }),
        Condition: z.optional(z.unknown()),
      }),
    ),
  }),
  /** AWS's own policies are not known here: only roles that nothing plays may have them. */
  ManagedPolicyArns: z.optional(z.array(text)),
  Description: z.optional(text),
  Tags: z.optional(z.unknown()),
});
