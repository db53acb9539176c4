import type { Statement } from './policies.ts';

export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Values of the table's or index's partition key that it touches. */
  readonly leadingKeys?: readonly string[];
}

/** Whether AWS would allow it: one statement allows it, and none denies it. */
export const isAllowed = (statements: readonly Statement[], access: Access): boolean => {
  const about = statements.filter((statement) => names(statement, access) && holds(statement, access));
  return about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny');
};

/** Pairs of action and resource that are cached. */
const KEPT = 500;

type Holds = (leadingKeys: readonly string[]) => boolean;

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
    const { leadingKeys = [] } = access;
    return naming.allowing.some((holds) => holds(leadingKeys)) && !naming.denying.some((holds) => holds(leadingKeys));
  };
}

function namingOf(statements: readonly Statement[], access: Access): Naming {
  const naming = statements.filter((statement) => names(statement, access));
  const of = (effect: Statement['Effect']) => naming.filter(({ Effect }) => Effect === effect).map(holding);
  return { allowing: of('Allow'), denying: of('Deny') };
}

function holding({ Condition }: Statement): Holds {
  if (Condition === undefined) return () => true;
  const patterns = Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'].map(like);
  return (leadingKeys) => leadingKeys.every((key) => patterns.some((matches) => matches(key)));
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
