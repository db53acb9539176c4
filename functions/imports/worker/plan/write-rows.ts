import { packUuids } from '../../../../shared/data/contacts/index.ts';
import type { Refused } from '../../../../shared/domain/cells/record.ts';
import { NOTHING_FORESEEN, sumOfForeseen } from '../../../../shared/domain/costs/forecast.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { type PartKind, type Plan, partOfRange, type ReadBy } from '../../../../shared/domain/imports/plan.ts';
import type { Files } from '../../../../shared/messages/files.ts';
import type { Listing } from '../read/listing.ts';
import { type AcceptedRow, AcceptedRows, type AcceptingRows } from './accepted-rows.ts';
import type { Claims } from './claims.ts';
import { decideAll, rowBatches } from './decide.ts';
import { PartWriter, Writing } from './parts.ts';
import { RefusedRows, type RefusingRows } from './refused-rows.ts';
import type { FindContacts } from './row-contacts.ts';
import type { RowReader } from './row-reader.ts';

/** Contacts of a list, 16 bytes each. */
const MOST = 50_000;

/** Lists the people of a file beside it, so that it can be told who is in it: a PUT for 50,000. */
class PeopleLists {
  /** Lists so far. */
  count = 0;
  readonly #files: Pick<Files, 'write'>;
  readonly #keyOf: (list: number) => string;
  #people: ContactId[] = [];

  constructor(files: Pick<Files, 'write'>, keyOf: (list: number) => string) {
    this.#files = files;
    this.#keyOf = keyOf;
  }

  async add(people: readonly ContactId[]): Promise<void> {
    this.#people.push(...people);
    if (this.#people.length >= MOST) await this.end();
  }

  async end(): Promise<void> {
    if (this.#people.length === 0) return;
    await this.#files.write(this.#keyOf(this.count++), Buffer.from(packUuids(this.#people)));
    this.#people = [];
  }
}

interface Second extends Omit<AcceptingRows, 'parts'>, RefusingRows {
  readonly rows: RowReader;
  readonly find: FindContacts;
  readonly claims: Claims;
  /** By file, its records that are read elsewhere, before these. */
  readonly before: readonly number[];
}

interface Destination {
  readonly files: Files;
  readonly by: ReadBy;
  readonly attempt: string;
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
  { files, by, attempt }: Destination,
  { rows, find, claims, before, ...of }: Second,
): Promise<WrittenRows> {
  const writing = new Writing(files);
  const keyOf = (kind: PartKind) => (part: number) => partOfRange(by, kind, attempt, part);
  const parts = new PartWriter<AcceptedRow>((part, items) =>
    writing.put(keyOf('parts')(part), {
      contacts: items.map(({ uuid }) => uuid),
      rows: items.map(({ row }) => row),
      foreseen: items.map(({ foreseen }) => foreseen).reduce(sumOfForeseen, NOTHING_FORESEEN),
    }),
  );
  const refusedParts = new PartWriter<Refused>((part, items) => writing.put(keyOf('refusedParts')(part), items));
  const named = new PeopleLists(files, keyOf('named'));
  const taken = new AcceptedRows({ ...of, parts });
  const refused = new RefusedRows(of, refusedParts);
  const counts = [...before];
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
  const rowsOf = counts.map((count, file) => count - (before[file] ?? 0));
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
