import type * as z from 'zod/mini';

/** Why a definition, or a part of one, is refused. */
export interface Fault {
  readonly why: string;
  /** TextIt can run it, so the flow can be kept, although it cannot run here. */
  readonly keepable: boolean;
}

/** It breaks the format: TextIt refuses it too. */
export const broken = (why: string): Fault => ({ why, keepable: false });

/** TextIt can run it; this engine cannot. */
export const cannotRun = (why: string): Fault => ({ why, keepable: true });

/** A fault with its place. `node` and `action` are uuids; `type` is that of the action, router, test or wait. */
export interface Problem extends Fault {
  readonly node: string | null;
  readonly action: string | null;
  readonly type: string | null;
}

/** A problem of the whole flow: it breaks the format. */
export const ofFlow = (why: string): Problem => ({ node: null, action: null, type: null, ...broken(why) });

/** One line for people: `node 5b…, action 7c… (send_msg): sends messages`. */
export function describeProblem({ node, action, type, why }: Problem): string {
  const place = [node && `node ${node}`, action && `action ${action}`].filter(Boolean).join(', ');
  const label = [place, type && `(${type})`].filter(Boolean).join(' ');
  return label === '' ? why : `${label}: ${why}`;
}

/**
 * Reads JSON by a schema, or says what is wrong in TextIt's words. zod's own texts depend on the language that other
 * code in the process may have set.
 */
export function parseJson<S extends z.ZodMiniType>(
  schema: S,
  json: unknown,
): { readonly ok: true; readonly data: z.output<S> } | { readonly ok: false; readonly problems: readonly string[] } {
  const parsed = schema.safeParse(json, { reportInput: true });
  return parsed.success ? { ok: true, data: parsed.data } : { ok: false, problems: parsed.error.issues.map(issueText) };
}

/** A schema's issue in TextIt's words: `field 'status' is not a valid contact status`. */
function issueText(issue: z.core.$ZodIssue): string {
  const field = issue.path.length === 0 ? 'the definition' : `field '${issue.path.map(String).join('.')}'`;
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
