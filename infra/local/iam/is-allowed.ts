import type { Statement } from './policies.ts';

export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Values of the table's or index's partition key that it touches. */
  readonly leadingKeys?: readonly string[];
  /** The prefix of a list of files. Of a missing file it is the file's own key. */
  readonly prefix?: string;
}

/** Whether AWS would allow it: one statement allows it, and none denies it. */
export const isAllowed = (statements: readonly Statement[], access: Access): boolean =>
  allows(namingOf(statements, access), access);

/** Pairs of action and resource that are cached. */
const KEPT = 500;

type Holds = (access: Access) => boolean;

/** When the statements that name an action and a resource allow or deny it. */
interface Naming {
  readonly allowing: readonly Holds[];
  readonly denying: readonly Holds[];
}

/** Like `isAllowed`, for the same statements again and again: keeps which of them match, and their patterns. */
export function decider(statements: readonly Statement[]): (access: Access) => boolean {
  const kept = new Map<string, Naming>();
  return (access) => {
    const name = `${access.action} ${access.resource}`;
    let naming = kept.get(name);
    if (naming === undefined) {
      naming = namingOf(statements, access);
      if (kept.size >= KEPT) kept.clear();
      kept.set(name, naming);
    }
    return allows(naming, access);
  };
}

const allows = ({ allowing, denying }: Naming, access: Access): boolean =>
  allowing.some((holds) => holds(access)) && !denying.some((holds) => holds(access));

function namingOf(statements: readonly Statement[], access: Access): Naming {
  const naming = statements.filter((statement) => names(statement, access));
  const of = (effect: Statement['Effect']) => naming.filter(({ Effect }) => Effect === effect).map(holding);
  return { allowing: of('Allow'), denying: of('Deny') };
}

function holding({ Condition }: Statement): Holds {
  const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'].map(like);
  const prefixes = Condition?.StringLike?.['s3:prefix'].map(like);
  return ({ leadingKeys = [], prefix }) =>
    (keys === undefined || leadingKeys.every((key) => keys.some((matches) => matches(key)))) &&
    (prefixes === undefined || (prefix !== undefined && prefixes.some((matches) => matches(prefix))));
}

const names = ({ Action, Resource }: Statement, { action, resource }: Access): boolean =>
  Action.some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
  Resource.some((pattern) => isLike(pattern, resource));

/** IAM's patterns: `*` is any text, `?` one character. */
export const isLike = (pattern: string, value: string): boolean => like(pattern)(value);

function like(pattern: string): (value: string) => boolean {
  if (pattern === '*') return () => true;
  if (!/[*?]/.test(pattern)) return (value) => value === pattern;
  const start = pattern.slice(0, -1);
  if (pattern.endsWith('*') && !/[*?]/.test(start)) return (value) => value.startsWith(start);
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '[\\s\\S]*')
    .replaceAll('?', '[\\s\\S]');
  const whole = new RegExp(`^${source}$`);
  return (value) => whole.test(value);
}
