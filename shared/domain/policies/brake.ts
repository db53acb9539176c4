import type { Brake } from './policy.ts';

/** How many contacts a stage may take in one night, of a selection of that size; null: as many as there are. */
export function mostOf({ share, contacts }: Brake, selected: number): number | null {
  const byShare = share === null ? null : Math.floor((selected * share) / 100);
  if (byShare === null || contacts === null) return byShare ?? contacts;
  return Math.min(byShare, contacts);
}
