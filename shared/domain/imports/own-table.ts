/** Whether a table is an export of this service as it was made, which says by itself who wants no messages. */
import { STATUSES } from '../contacts/contact.ts';
import { HEADERS, USUAL_COLUMNS } from '../exports/columns.ts';
import { tableColumns } from '../exports/table.ts';
import { parseInstant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import type { FileRecord } from './record.ts';

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
export const hasOwnHeadings = (headings: readonly string[]): boolean =>
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
export const isOwnRow = (cells: FileRecord['cells']): boolean =>
  cells.some(([column]) => column.toLowerCase() === 'status') &&
  cells.every(([column, cell]) => OWN_CELLS.get(column)?.(cell) ?? true);
