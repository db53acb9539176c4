import { readContacts } from '../../../shared/data/contacts/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { exportPartKey } from '../../../shared/domain/exports/file.ts';
import { type ExportPart, exportRow, ROW_FORM } from '../../../shared/domain/exports/row.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { skipped, UNCHANGED, type Verdict } from '../../../shared/domain/selection/verdict.ts';
import { packPart, readPart } from '../../../shared/services/packed-parts.ts';
import type { WorkRuntime } from './runtime.ts';

/** Writes a slice's part of the export. The first delivery's part counts, and others report its content. */
export async function exportSlice(
  { data, files }: Pick<WorkRuntime, 'data' | 'files'>,
  { workspace, uuid }: JobRecord,
  slice: number,
  uuids: readonly ContactId[],
  { assets, now: readOn }: Working,
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const read = await readContacts(data, workspace, uuids);
  const rows = uuids.flatMap((contact) => {
    const item = read.get(contact);
    return item === undefined || isTombstone(item) ? [] : exportRow(item, { ...assets, readOn });
  });
  const key = exportPartKey(workspace, uuid, slice);
  const part: ExportPart = { form: ROW_FORM, rows };
  const isFirst = await files.writeNew(key, packPart(part));
  const written = isFirst ? part : await readPart<ExportPart>(files, key);
  if (written === null) throw new Error(`${key} was there and is gone`);
  const exported = new Set(written.rows.map((row) => row.uuid));
  return new Map(uuids.map((contact) => [contact, exported.has(contact) ? UNCHANGED : skipped('deleted')]));
}
