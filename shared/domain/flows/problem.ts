import type * as z from 'zod/mini';

/** Why a definition cannot run here, and where: `node` and `action` are uuids, `type` the type of the action, router, test or wait. */
export interface Problem {
  readonly node: string | null;
  readonly action: string | null;
  readonly type: string | null;
  readonly why: string;
}

/** A problem of the flow as a whole. */
export const ofFlow = (why: string): Problem => ({ node: null, action: null, type: null, why });

/** One line for people: `node 5b…, action 7c… (send_msg): sends messages`. */
export function describeProblem({ node, action, type, why }: Problem): string {
  const place = [node && `node ${node}`, action && `action ${action}`].filter(Boolean).join(', ');
  const label = [place, type && `(${type})`].filter(Boolean).join(' ');
  return label === '' ? why : `${label}: ${why}`;
}

/** A schema's issue in TextIt's words: `field 'status' is not a valid contact status`. */
export function issueText(issue: z.core.$ZodIssue): string {
  const field = `field '${issue.path.map(String).join('.')}'`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `${field} is required` : `${field} must be ${article(issue.expected)}`;
    case 'too_big':
      return `${field} must have at most ${issue.maximum} ${unit(issue.origin)}`;
    case 'too_small':
      return `${field} must have at least ${issue.minimum} ${unit(issue.origin)}`;
    case 'custom':
      return issue.message === 'Invalid input' ? `${field} is not valid` : issue.message;
    default:
      return `${field} is not valid`;
  }
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

const unit = (origin: string): string => (origin === 'string' ? 'characters' : 'items');
