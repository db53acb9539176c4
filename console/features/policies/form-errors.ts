import { type Coded, LIMITS, Refusal } from '../../common/api/index.ts';
import { isOfQuery, problemAt, queryProblem, type Texts } from '../../common/texts/index.ts';
import type { Draft } from './draft.ts';
import { problemsOf } from './draft-problems.ts';

/** The error of a field by its name, `stages.2.days`; empty for none. */
export type ErrorOf = (field: string) => string;

/** What the service may refuse in a draft, each at its field. */
const FIELDS = ['groups', 'query', 'exclude_groups', 'clock', 'clock_field', 'stages', 'control_group', 'days_off'];

/** What each part of the form is given. */
export interface FormPart {
  readonly draft: Draft;
  readonly errorOf: ErrorOf;
  readonly change: (some: Partial<Draft>) => void;
}

export interface Refused {
  /** What the service said of the draft, or null. */
  readonly error: Error | null;
  /** Whether missing fields are marked: not before somebody wants to save. */
  readonly isAsked: boolean;
}

/** The errors of a draft at their fields: what is missing or out of bounds, and what the service refused. */
export function errorsOf(draft: Draft, { error, isAsked }: Refused, texts: Texts): ErrorOf {
  const wrong = problemsOf(draft, LIMITS.policies);
  return (field) => {
    const own = wrong[field];
    if (own?.code === 'between') return texts.policyForm.between({ least: own.least, most: own.most });
    if (own !== undefined) return isAsked ? texts.policyForm.missing : '';
    return refusedAt(error, field, texts);
  };
}

/** Whether the form shows an error at one of its fields, so that nobody has to read it twice. */
export const isAtField = (error: Error): boolean =>
  error instanceof Refusal && (isOfQuery(error.body) || FIELDS.some((field) => error.body[field] !== undefined));

function refusedAt(error: Error | null, field: string, texts: Texts): string {
  if (!(error instanceof Refusal)) return '';
  if (field === 'query' && isOfQuery(error.body)) return queryProblem(error.body, texts.query);
  const step = stepIn(error);
  if (field === `stages.${step}`) return problemAt(error, ['stages'], texts);
  return field === 'stages' && step !== null ? '' : problemAt(error, [field], texts);
}

/** The number of the step that was refused; null where the steps are refused as a whole. */
function stepIn({ codes }: Refusal): number | null {
  const { stages } = (codes ?? {}) as { readonly stages?: readonly Coded[] };
  const [first] = stages ?? [];
  return first?.code === 'stage_wrong' ? Number(first.data['number']) : null;
}
