import { readContacts } from '../../../shared/data/contacts/index.ts';
import { contactsOfSlices, type JobContact, type JobRecord } from '../../../shared/data/jobs/index.ts';
import type { Refused } from '../../../shared/domain/cells/record.ts';
import { isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { type Part, type PartRow, type Plan, partKey } from '../../../shared/domain/imports/plan.ts';
import { optOutOfLine, outcomeLine, type ReportLine, refusedLine } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Outcome } from '../../../shared/domain/jobs/outcome.ts';
import { CREATED } from '../../../shared/domain/selection/verdict.ts';
import { errorNamed } from '../../../shared/query/error-named.ts';
import { readAhead } from '../../../shared/services/exports/read-ahead.ts';
import { readPart } from '../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';

/** The read rows no longer exist: they are kept for a day. */
export class RowsGoneError extends errorNamed('RowsGoneError') {}

type Record = JobRecord<ImportRows>;
type Placed = Pick<PartRow, 'file' | 'number'>;
type Found = { readonly at: Placed; readonly line: ReportLine };

/** Of a plan, the parts of one range. */
interface PartsOfRange {
  readonly parts: Span;
  readonly refusedParts: Span;
}

interface Span {
  readonly from: number;
  readonly count: number;
}

function partsOfRange({ ranges }: Plan, range: number): PartsOfRange {
  const span = (kind: keyof PartsOfRange) => ({
    from: ranges.slice(0, range).reduce((sum, one) => sum + one[kind], 0),
    count: ranges[range]?.[kind] ?? 0,
  });
  return { parts: span('parts'), refusedParts: span('refusedParts') };
}

/** A line for each row of a range, in the order of files. Refused and accepted rows lie apart, each in that order. */
export async function* reportLines(
  runtime: FileRuntime,
  job: Record,
  plan: Plan,
  range: number,
): AsyncGenerator<ReportLine> {
  const refused = refusedRows(runtime, job, plan, range);
  const taken = takenRows(runtime, job, plan, range);
  let left = await refused.next();
  let right = await taken.next();
  while (!left.done || !right.done) {
    if (!left.done && (right.done || !isBefore(right.value.at, left.value.at))) {
      yield left.value.line;
      left = await refused.next();
    } else if (!right.done) {
      yield right.value.line;
      right = await taken.next();
    }
  }
}

const isBefore = (a: Placed, b: Placed): boolean => (a.file === b.file ? a.number < b.number : a.file < b.file);

const fileOf = ({ files }: Plan, { file }: Placed): string => files[file]?.name ?? '';

async function* refusedRows(runtime: FileRuntime, job: Record, plan: Plan, range: number): AsyncGenerator<Found> {
  for await (const row of refusedOf(runtime, job, plan, range))
    yield { at: row, line: refusedLine(row, fileOf(plan, row)) };
}

/** The refused rows of a range, in the order of the files. Throws RowsGoneError. */
export async function* refusedOf({ files }: FileRuntime, { workspace, uuid, work }: Record, plan: Plan, range: number) {
  const { from, count } = partsOfRange(plan, range).refusedParts;
  const by = { workspace, uuid: work.import, job: uuid };
  const keyOf = (part: number) => partKey(by, plan, 'refusedParts', from + part);
  for await (const rows of readAhead(count, (part) => readPart<readonly Refused[]>(files, keyOf(part)))) {
    if (rows === null) throw new RowsGoneError();
    yield* rows;
  }
}

async function* takenRows(runtime: FileRuntime, job: Record, plan: Plan, range: number): AsyncGenerator<Found> {
  const { parts } = partsOfRange(plan, range);
  const read = (part: number) => slicesRows(runtime, job, plan, parts.from + part);
  for await (const found of readAhead(parts.count, read)) yield* found;
}

/** The rows of one slice: 2 read units and 1 for each contact, besides its part. */
async function slicesRows({ data, files }: FileRuntime, job: Record, plan: Plan, slice: number): Promise<Found[]> {
  const { workspace, uuid, work } = job;
  const part = await readPart<Part>(files, partKey({ workspace, uuid: work.import, job: uuid }, plan, 'parts', slice));
  if (part === null) throw new RowsGoneError();
  const outcomes = await contactsOfSlices(data, job, [slice]);
  const read = await readContacts(data, workspace, part.contacts, { consistent: true });
  return part.rows.map((row, place) => {
    const contact = part.contacts[place] as ContactId;
    const item = read.get(contact);
    const there = item !== undefined && !isTombstone(item) ? item : null;
    const outcome = outcomeOf(row, outcomes[place]);
    const where = { file: fileOf(plan, row), line: row.line, optOut: optOutOfLine(row.row, outcome, there) };
    return { at: row, line: outcomeLine(where, outcome, there && contact) };
  });
}

/** This import made every contact whose uuid no row named, whichever delivery reported it. */
function outcomeOf({ isNew, row }: PartRow, found: JobContact | undefined): Outcome | null {
  const outcome = found?.outcome ?? null;
  const isMade = isNew === true && row.uuid === undefined && outcome?.verdict.outcome === 'changed';
  return outcome !== null && isMade ? { ...outcome, verdict: CREATED } : outcome;
}
