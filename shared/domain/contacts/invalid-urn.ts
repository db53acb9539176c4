import type { Refusal } from '../refusals/refusal.ts';
import { SCHEMES } from './urn-schemes.ts';

/** What a text that is no URN shall be instead; null when its scheme is known, and only its path is wrong. */
export function urnHint(text: string): Refusal | null {
  const number = /^\s*[+\d][\d\s().-]{2,}$/.test(text) ? text.replace(/[^+\d]/g, '') : '';
  if (number !== '') return { code: 'urn_meant', urn: `tel:${number}` };
  if (/^[^\s@:]+@[^\s@:]+$/.test(text)) return { code: 'urn_meant', urn: `mailto:${text}` };
  const [scheme = '', ...path] = text.split(':');
  if (text === '') return null;
  if (path.length > 0 && SCHEMES.has(scheme.trim().toLowerCase())) return null;
  return { code: 'urn_schemes', schemes: [...SCHEMES.keys()].sort().join(', ') };
}

/** A text of a body that is no URN: TextIt's sentence, and what to write instead. */
export function invalidUrn(text: string): [Refusal, ...Refusal[]] {
  const refusal = { code: 'invalid_urn', urn: text } as const;
  return [refusal, ...hintsOf(refusal)];
}

export const hintsOf = (refusal: Refusal): readonly Refusal[] =>
  refusal.code === 'invalid_urn' ? [urnHint(String(refusal.urn)) ?? []].flat() : [];
