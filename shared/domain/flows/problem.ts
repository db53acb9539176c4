import type * as z from 'zod/mini';
import type { Refusal } from '../refusals/refusal.ts';
import { refusalIn } from '../schema.ts';

/** Why a definition, or a part of one, is refused. */
export interface Fault {
  readonly why: Refusal;
  /** TextIt can run it, so the flow can be kept, although it cannot run here. */
  readonly keepable: boolean;
}

/** It breaks the format: TextIt refuses it too. */
export const broken = (why: Refusal): Fault => ({ why, keepable: false });

/** TextIt can run it; this engine cannot. */
export const cannotRun = (why: Refusal): Fault => ({ why, keepable: true });

/** Whether it is one only where no global has that key, which `parseFlow` decides. */
export const isOfGlobal = ({ why }: Fault): boolean => why.code === 'flow_global_unknown';

/** A fault with its place. `node` and `action` are uuids; `type` is that of the action, router, test or wait. */
export interface Problem extends Fault {
  readonly node: string | null;
  readonly action: string | null;
  readonly type: string | null;
}

/** A problem of the whole flow: it breaks the format. */
export const ofFlow = (why: Refusal): Problem => ({ node: null, action: null, type: null, ...broken(why) });

/** One line for people: `node 5b…, action 7c… (send_msg): sends messages`. */
export function describeProblem({ node, action, type, why }: Problem): Refusal {
  const place = [node && `node ${node}`, action && `action ${action}`].filter(Boolean).join(', ');
  const label = [place, type && `(${type})`].filter(Boolean).join(' ');
  return label === '' ? why : { code: 'flow_problem', place: label, why };
}

/** Reads JSON by a schema, or says what is wrong with it. */
export function parseJson<S extends z.ZodMiniType>(
  schema: S,
  json: unknown,
): { readonly ok: true; readonly data: z.output<S> } | { readonly ok: false; readonly problems: readonly Refusal[] } {
  const parsed = schema.safeParse(json, { reportInput: true });
  return parsed.success
    ? { ok: true, data: parsed.data }
    : { ok: false, problems: parsed.error.issues.map(refusalOfIssue) };
}

function refusalOfIssue(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_type': {
      const type = article(issue.expected);
      if (field === '') return { code: 'flow_type', type };
      return issue.input === undefined
        ? { code: 'flow_field_missing', field }
        : { code: 'flow_field_type', field, type };
    }
    case 'too_big':
      return { code: 'flow_field_most', field, most: Number(issue.maximum), unit: unit(issue.origin) };
    case 'too_small':
      return { code: 'flow_field_least', field, least: Number(issue.minimum), unit: unit(issue.origin) };
    case 'custom':
      return issue.message === 'Invalid input' ? { code: 'flow_field_invalid', field } : refusalIn(issue);
    default:
      return { code: 'flow_field_invalid', field };
  }
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

const unit = (origin: string): string => (origin === 'string' ? 'characters' : 'items');
