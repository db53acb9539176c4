/** A segment's conditions on one endpoint, in a form that can be tested on endpoints and written as a query. */
export type Criteria =
  | { readonly all: readonly Criteria[] }
  | { readonly any: readonly Criteria[] }
  | { readonly not: Criteria }
  | Leaf;

export type Leaf =
  /** One of the texts at this path equals one of these. */
  | { readonly column: string; readonly texts: readonly string[] }
  | { readonly column: string; readonly operator: Comparison; readonly value: number }
  | { readonly channels: readonly PinpointChannel[] };

export type Comparison = '=' | '>' | '>=' | '<' | '<=';

export const PINPOINT_CHANNELS = { SMS: 'tel', EMAIL: 'mailto', GCM: 'fcm' } as const;
export type PinpointChannel = keyof typeof PINPOINT_CHANNELS;

/** Whether criteria exclude nobody. */
export const isEverybody = (criteria: Criteria): boolean => 'all' in criteria && criteria.all.length === 0;

/** The leaves of criteria. */
export function leavesOf(criteria: Criteria): readonly Leaf[] {
  if ('all' in criteria) return criteria.all.flatMap(leavesOf);
  if ('any' in criteria) return criteria.any.flatMap(leavesOf);
  return 'not' in criteria ? leavesOf(criteria.not) : [criteria];
}
