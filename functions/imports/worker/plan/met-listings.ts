import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import { STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import { HEADERS, USUAL_COLUMNS } from '../../../../shared/domain/exports/columns.ts';
import { tableColumns } from '../../../../shared/domain/exports/table.ts';
import { parseInstant } from '../../../../shared/domain/instant.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { Found } from '../read/table.ts';

/** Whether a table is an export of this service as it was made, which says by itself who wants no messages. */

/** Headings of which exports have as many as there are fields, and addresses of a scheme. */
const EXPANDED = /^(?:field|urn):/i;

const WHOLE: ReadonlySet<string> = new Set(
  [true, false].flatMap((anon) => {
    const assets = { settings: { anon }, fields: new Map(), groups: new Map() } as unknown as Assets;
    const headings = (shape: 'csv' | 'xlsx', named: typeof USUAL_COLUMNS | null) =>
      String(tableColumns(named, { shape, assets, schemes: new Map() }).map(({ header }) => header));
    return [headings('csv', null), headings('xlsx', null), headings('xlsx', USUAL_COLUMNS)];
  }),
);

/** Whether these are the headings of an export with all that an import takes back, in their order. */
const hasOwnHeadings = (headings: readonly string[]): boolean =>
  WHOLE.has(String(headings.filter((heading) => !EXPANDED.test(heading))));

const isTime = (cell: string): boolean => parseInstant(cell) !== null;

const OWN_CELLS: ReadonlyMap<string, (cell: string) => boolean> = new Map(
  Object.entries({
    status: (cell: string) => STATUSES.some((status) => status === cell.toLowerCase()),
    blocked: (cell: string) => cell === 'true',
    opted_out_on: isTime,
    opt_outs_as_of: isTime,
  }).flatMap(([name, isOwn]) => [name, HEADERS[name] ?? name].map((heading) => [heading, isOwn] as const)),
);

/** Whether a row of such a table says who wants no messages as exports do. */
const isOwnRow = (cells: FileRecord['cells']): boolean =>
  cells.some(([column]) => column.toLowerCase() === 'status') &&
  cells.every(([column, cell]) => OWN_CELLS.get(column)?.(cell) ?? true);

/** What was met of one listing. */
interface MetListing {
  rows: number;
  /** By column, whether it may speak of consent there, and its cells. */
  readonly columns: Map<string, { readonly speaks: boolean; cells: number }>;
  /** Its columns, also those without any cell. */
  readonly headings: Set<string>;
  /** It is a table that this service has exported. */
  own: boolean;
}

/** The same, as it can be stored. */
export type StoredListings = readonly (readonly [
  listing: string,
  met: {
    readonly rows: number;
    readonly columns: readonly (readonly [string, { readonly speaks: boolean; readonly cells: number }])[];
    readonly headings: readonly string[];
    readonly own: boolean;
  },
])[];

/** How many rows each listing of an import has, and in which of its columns they have cells. */
export class MetListings {
  readonly #met: Map<string, MetListing>;

  /** @param kept - what was met before */
  constructor(kept: StoredListings = []) {
    this.#met = new Map(
      kept.map(([listing, { columns, headings, ...rest }]) => [
        listing,
        { ...rest, columns: new Map(columns.map(([name, one]) => [name, { ...one }])), headings: new Set(headings) },
      ]),
    );
  }

  get kept(): StoredListings {
    return [...this.#met].map(([listing, { columns, headings, ...rest }]) => [
      listing,
      { ...rest, columns: [...columns], headings: [...headings] },
    ]);
  }

  /** Counts a row. */
  row(listing: string, { headings = [], cells = [] }: Pick<Found, 'headings' | 'cells'>): void {
    const own = hasOwnHeadings(headings);
    const met = this.#met.get(listing) ?? { rows: 0, columns: new Map(), headings: new Set(), own };
    this.#met.set(listing, met);
    met.rows++;
    met.own &&= (own || headings.length === 0) && isOwnRow(cells);
    for (const name of headings) met.headings.add(name);
  }

  /** Counts a cell of a listing whose row was counted. Returns whether its column may speak of consent there. */
  cell(listing: string, [name]: FileRecord['cells'][number], speaks: () => boolean): boolean {
    const met = this.#met.get(listing);
    if (met === undefined) return false;
    let here = met.columns.get(name);
    if (here === undefined) {
      here = { speaks: speaks(), cells: 0 };
      met.columns.set(name, here);
      met.headings.add(name);
    }
    here.cells++;
    return here.speaks;
  }

  isOwn(listing: string): boolean {
    return this.#met.get(listing)?.own === true;
  }

  headingsOf(listing: string): readonly string[] {
    return [...(this.#met.get(listing)?.headings ?? [])];
  }

  /** The columns of all listings. */
  get headings(): ReadonlySet<string> {
    return new Set([...this.#met.values()].flatMap(({ headings }) => [...headings]));
  }

  /** Rows of the listings with a column that leave it blank. */
  absentOf(column: string): number {
    const having = [...this.#met.values()].filter(({ headings }) => headings.has(column));
    return having.reduce((sum, { rows, columns }) => sum + Math.max(0, rows - (columns.get(column)?.cells ?? 0)), 0);
  }
}
