import type { ExportFile } from '../../domain/exports/file.ts';
import { type Data, equals, update, write } from '../dynamo/index.ts';
import type { JobRecord } from './header.ts';
import { jobKey } from './items.ts';

/** Records that an export's file was checked, or removed; false when another did since the job was read. */
export const noteExportFile = (
  data: Data,
  { workspace, uuid, file }: JobRecord,
  noted: Partial<Pick<ExportFile, 'checkedOn' | 'erasedOn'>>,
): Promise<boolean> =>
  write(
    data,
    update('workspace', jobKey(workspace, uuid), { set: { file: { ...file, ...noted } } }, equals('file', file)),
  );
