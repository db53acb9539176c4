import { NOTHING_FORESEEN, sumOfForeseen } from '../../../../shared/domain/costs/forecast.ts';
import type { Plan } from '../../../../shared/domain/imports/plan.ts';
import type { Problems } from '../../../../shared/domain/imports/problems.ts';
import type { Refused } from '../../../../shared/domain/imports/record.ts';
import type { Files } from '../../../../shared/messages/files.ts';
import type { PeopleLists } from '../../../../shared/services/exports/people-lists.ts';
import { PartWriter, Writing } from '../parts.ts';
import type { Listing } from '../read/listing.ts';
import { type AcceptedRow, AcceptedRows, type AcceptingRows } from './accepted-rows.ts';
import type { Claims } from './claims.ts';
import { decideAll } from './decide.ts';
import type { Mends } from './mends.ts';
import { RefusedRows } from './refused-rows.ts';
import { rowBatches } from './row-batches.ts';
import type { FindContacts } from './row-contacts.ts';
import type { RowReader } from './row-reader.ts';

interface Second extends Omit<AcceptingRows, 'parts'> {
  readonly rows: RowReader;
  readonly find: FindContacts;
  readonly mends: Mends;
  readonly claims: Claims;
  readonly problems: Pick<Problems, 'add'>;
  /** By file, its records that are read elsewhere, before these. */
  readonly before?: readonly number[] | undefined;
}

interface Destination {
  readonly files: Files;
  /** The keys of parts of imported and of refused rows. */
  readonly takenKey: (part: number) => string;
  readonly refusedKey: (part: number) => string;
  /** Lists the contacts that refused rows name. */
  readonly named: PeopleLists;
}

/** The plan's numbers of rows, in all and for each file. */
export type WrittenRows = Pick<
  Plan,
  | 'rows'
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'foreseen'
  | 'invalid'
  | 'duplicates'
  | 'optOuts'
  | 'lostRows'
  | 'refused'
  | 'parts'
  | 'refusedParts'
  | 'named'
> & { readonly rowsOf: readonly number[] };

/** Decides about the rows in order, so that imported and refused rows are each written in the order of the files. */
export async function writeRows(
  listings: readonly Listing[],
  { files, takenKey, refusedKey, named }: Destination,
  { rows, find, mends, claims, problems, before, ...taking }: Second,
): Promise<WrittenRows> {
  const writing = new Writing(files);
  const parts = new PartWriter<AcceptedRow>((part, items) =>
    writing.put(takenKey(part), {
      contacts: items.map(({ uuid }) => uuid),
      rows: items.map(({ row }) => row),
      foreseen: items.map(({ foreseen }) => foreseen).reduce(sumOfForeseen, NOTHING_FORESEEN),
    }),
  );
  const refusedParts = new PartWriter<Refused>((part, items) => writing.put(refusedKey(part), items));
  const [taken, refused] = [
    new AcceptedRows({ ...taking, parts }),
    new RefusedRows(refusedParts, problems, (one) => mends.of(one)),
  ];
  const counts = listings.map((_, file) => before?.[file] ?? 0);
  for await (const batch of rowBatches(listings, rows, counts))
    for (const decision of await decideAll(batch, find, claims))
      if ('taken' in decision) await taken.take(decision.taken, decision.contact);
      else {
        await refused.refuse(decision.refused);
        await named.add(decision.named);
      }
  for (const one of [parts, refusedParts]) await one.flush();
  await named.end();
  await writing.end();
  const rowsOf = counts.map((count, file) => count - (before?.[file] ?? 0));
  return {
    rows: rowsOf.reduce((sum, count) => sum + count, 0),
    rowsOf,
    ...taken.counts,
    foreseen: taken.foreseen,
    invalid: refused.count,
    duplicates: claims.duplicates,
    optOuts: { ...taken.optOuts, notFound: refused.lost.count },
    lostRows: refused.lost.shown,
    refused: refused.shown,
    parts: parts.count,
    refusedParts: refusedParts.count,
    named: named.count,
  };
}
