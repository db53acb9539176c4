import type { Statement } from './policies.ts';

export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Values of the table's or index's partition key that it touches. */
  readonly leadingKeys?: readonly string[];
}

/** Whether AWS would allow it: one statement allows it, and none denies it. */
export const isAllowed = (statements: readonly Statement[], access: Access): boolean => decider(statements)(access);

/** Pairs of action and resource that are cached. */
const KEPT = 500;

/** Like `isAllowed`, for the same statements again and again: caches which of them match. */
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
