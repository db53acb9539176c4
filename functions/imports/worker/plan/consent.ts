import type { ConsentFinding } from '../../../../shared/domain/imports/consent/finding.ts';
import { decideFile } from '../../../../shared/domain/imports/consent/gate.ts';
import type { Import } from '../../../../shared/domain/imports/plan.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Listing } from '../read/listing.ts';
import type { Found } from '../read/table.ts';
import type { ImportColumns } from './columns.ts';

/** What speaks of consent in the files of an import, and the listings as they are read by that. */
export interface Consent {
  readonly listings: readonly Listing[];
  readonly findings: readonly ConsentFinding[];
  readonly warnings: readonly Refusal[];
}

/** Takes note of a record's columns. */
export function meetRecord(record: Found, listing: Listing, columns: ImportColumns): void {
  if (!isWrong(record) || record.cells !== undefined) columns.meet({ cells: [], ...record }, listing);
}

/** Decides, once all records were met, which columns and files say that people have opted out. */
export function decideConsent(
  listings: readonly Listing[],
  columns: ImportColumns,
  { optedOut, dismissed }: Pick<Import, 'optedOut' | 'dismissed'>,
): Consent {
  columns.decide();
  const findings: ConsentFinding[] = [...columns.findings];
  const decided = listings.map((listing) => {
    const { name, title = name, optedOut: said } = listing;
    const hasColumn = columns.saysWhoIsOut(listing);
    const given = { name, title, said: optedOut[name] ?? said, reason: dismissed[name], hasColumn };
    const file = listing.own ? { optedOut: given.said === true, finding: null } : decideFile(given);
    if (file.finding !== null) findings.push(file.finding);
    return { ...listing, optedOut: file.optedOut };
  });
  return { listings: decided, findings, warnings: warningsOf(findings, dismissed, columns) };
}

function warningsOf(
  findings: readonly ConsentFinding[],
  dismissed: Import['dismissed'],
  columns: ImportColumns,
): readonly Refusal[] {
  const speaking = new Set(findings.map(({ name }) => name));
  const silent = Object.keys(dismissed).filter((name) => !speaking.has(name));
  const turned = findings.filter(
    ({ about, name, decision, proposal }) =>
      about === 'column' && decision === 'mapped' && isTurned(proposal, columns.targetOf(name).to),
  );
  return [
    ...silent.map((name) => ({ code: 'warn_dismissed_silent', name }) as const),
    ...turned.map(({ name, proposal }) => ({ code: 'warn_turned', name, proposal }) as const),
  ];
}

/** Of consent and refusal the one is taken for the other, by which everybody who refuses is let in. */
const isTurned = (proposal: string, target: string): boolean =>
  (proposal === 'opt_in' && target === 'opt_out') || (proposal !== 'opt_in' && target === 'opt_in');
