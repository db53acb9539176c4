import { decideFile, inOrderOfProbability, isSure } from '../../../../shared/domain/imports/consent/gate.ts';
import type { Import } from '../../../../shared/domain/imports/plan.ts';
import {
  ALL_OF_IT,
  askedOf,
  type Candidate,
  type RefusalQuestion,
} from '../../../../shared/domain/imports/refusals.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Listing, SheetLeft } from '../read/listing.ts';
import type { Found } from '../read/table.ts';
import type { ImportColumns } from './columns.ts';

/** What may say who wants no messages in the files of an import, and the listings as they are read by that. */
export interface Consent {
  readonly listings: readonly Listing[];
  readonly candidates: readonly Candidate[];
  /** What is asked before the import can be run, or null. */
  readonly asking: RefusalQuestion | null;
  readonly warnings: readonly Refusal[];
}

/** Takes note of a record's columns. */
export function meetRecord(record: Found, listing: Listing, columns: ImportColumns): void {
  if (!isWrong(record) || record.cells !== undefined) columns.meet({ cells: [], ...record }, listing);
}

/** Decides, once all records were met, which columns and files say who wants no messages. */
export function decideConsent(
  listings: readonly Listing[],
  columns: ImportColumns,
  { declared }: Pick<Import, 'declared'>,
): Consent {
  columns.decide();
  const files: Candidate[] = [];
  const decided = listings.map((listing) => {
    const { name, title = name, left = [], optedOut } = listing;
    const file = decideFile({ name, title, declared: declared && optedOut });
    const isOwn = columns.isOwn(listing);
    if (!isOwn) files.push(file);
    files.push(...left.map(leftOut));
    return { ...listing, optedOut: optedOut || isListOfRefusals(listing) || (!isOwn && file.how === ALL_OF_IT) };
  });
  const candidates = inOrderOfProbability([...columns.candidates, ...files]);
  const asking = askedOf({
    declared,
    isOwn: listings.every((listing) => columns.isOwn(listing) && !listing.left?.length),
    candidates,
    columns: columns.hashes,
    files: listings.flatMap(({ names }) => names),
    seen: columns.seen,
  });
  return { listings: decided, candidates, asking, warnings: warningsOf(decided, candidates, columns, declared) };
}

/** A sheet that is not read unless a declaration names it. */
const leftOut = ({ title, rows, speaks }: SheetLeft): Candidate => ({
  about: 'file',
  name: title,
  how: null,
  proposal: null,
  because: speaks ? 'values' : null,
  preselected: false,
  values: [],
  others: 0,
  blank: rows,
});

/** Mailchimp's own list of who has unsubscribed. */
const isListOfRefusals = ({ name, format }: Listing): boolean => format === 'mailchimp' && isSure(name);

function warningsOf(
  listings: readonly Listing[],
  candidates: readonly Candidate[],
  columns: ImportColumns,
  declared: Import['declared'],
): readonly Refusal[] {
  if (declared === null) return [];
  // What the service would have chosen by itself is never left out without a word.
  const left = candidates.filter(({ preselected, how }) => preselected && how === null);
  const unnamed = left.map(({ name }) => ({ code: 'warn_refusals_left_out', name }) as const);
  if (declared.refusals === 'none') return unnamed;
  const unmet = columns.unmet.filter(([, cells]) => cells.length > 0);
  const turned = candidates.filter(({ how, proposal }) => isTurned(proposal, how));
  const silent = listings.filter((one) => !(columns.isOwn(one) || one.optedOut || columns.saysWhoIsOut(one)));
  return [
    ...unnamed,
    ...unmet.map(
      ([column, cells]) => ({ code: 'warn_refusals_no_cell', column, cells: cells.map(quoted).join(', ') }) as const,
    ),
    ...silent.map(({ name }) => ({ code: 'warn_refusals_not_in', file: name }) as const),
    ...turned.map(({ name, proposal }) => ({ code: 'warn_turned', name, proposal: String(proposal) }) as const),
  ];
}

const quoted = (cell: string): string => `"${cell}"`;

/** Of consent and refusal the one is taken for the other, by which everybody who refuses is let in. */
const isTurned = (proposal: Candidate['proposal'], how: Candidate['how']): boolean =>
  typeof proposal === 'string' &&
  ((proposal === 'opt_in' && how === 'opt_out') || (proposal !== 'opt_in' && how === 'opt_in'));
