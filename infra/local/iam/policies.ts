import * as z from 'zod/mini';

const text = z.string();
const texts = z.pipe(
  z.union([text, z.array(text)]),
  z.transform((value: string | string[]) => [value].flat()),
);

/**
 * A statement of a policy. Conditions that are not here are refused: to take one for true would allow what AWS refuses, and to take it for
 * false the other way round.
 */
const Statement = z.strictObject({
  Sid: z.optional(text),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts,
  Condition: z.optional(
    z.strictObject({ 'ForAllValues:StringLike': z.strictObject({ 'dynamodb:LeadingKeys': texts }) }),
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

/** `AWS::IAM::Role`: who may have it; what it may do is in policies of their own. */
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
  Description: z.optional(text),
  Tags: z.optional(z.unknown()),
});

/** One thing that a call does to one resource. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Values of the partition key that it touches, of a table or index. */
  readonly leadingKeys?: readonly string[];
}

/** Whether AWS would allow it by these statements: one allows it, and none denies it. */
export const isAllowed = (statements: readonly Statement[], access: Access): boolean => decider(statements)(access);

/** Actions on resources whose statements are kept. */
const KEPT = 500;

/** As `isAllowed`, of the same statements again and again: which of them name an action and a resource is found out once. */
export function decider(statements: readonly Statement[]): (access: Access) => boolean {
  const kept = new Map<string, readonly Statement[]>();
  return (access) => {
    const name = `${access.action} ${access.resource}`;
    const naming = kept.get(name) ?? statements.filter((statement) => names(statement, access));
    if (kept.size >= KEPT) kept.clear();
    kept.set(name, naming);
    const about = naming.filter((statement) => holds(statement, access));
    return about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny');
  };
}

const names = ({ Action, Resource }: Statement, { action, resource }: Access): boolean =>
  Action.some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
  Resource.some((pattern) => isLike(pattern, resource));

const holds = ({ Condition }: Statement, { leadingKeys = [] }: Access): boolean =>
  Condition === undefined ||
  leadingKeys.every((key) =>
    Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'].some((pattern) => isLike(pattern, key)),
  );

/** IAM's patterns: `*` is any text, `?` one character. */
export function isLike(pattern: string, value: string): boolean {
  if (pattern === '*' || pattern === value) return true;
  if (pattern.indexOf('*') === pattern.length - 1 && !pattern.includes('?'))
    return value.startsWith(pattern.slice(0, -1));
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '[\\s\\S]*')
    .replaceAll('?', '[\\s\\S]');
  return new RegExp(`^${source}$`).test(value);
}
