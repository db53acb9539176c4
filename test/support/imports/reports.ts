import type { ApiAnswer } from '../api/api.ts';
import type { Client } from '../api/client.ts';
import { keyAt } from '../exports/exporting.ts';
import type { InProcessStage } from '../in-process/clients.ts';

type Body = ApiAnswer['body'];

interface ReadReport {
  readonly report: Body;
  /** Its lines, without the first, each as its cells. */
  readonly lines: readonly (readonly string[])[];
  readonly content: string;
}

/** Has the report of an import made, and reads it. */
export async function reportOn(
  stage: InProcessStage,
  client: Client,
  uuid: string,
  body: object = {},
): Promise<ReadReport> {
  await client.post(`import_reports.json?import=${uuid}`, body);
  await stage.settle();
  return readReport(stage, client, uuid);
}

export async function readReport(stage: InProcessStage, client: Client, uuid: string): Promise<ReadReport> {
  const [report] = (await client.get(`import_reports.json?import=${uuid}`)).results;
  const url: string | null = report.file?.url ?? null;
  const content = url === null ? null : await stage.service.runtime.files.read(await keyAt(stage, url));
  const lines = String(content ?? '').split('\r\n');
  return { report, lines: lines.slice(1, -1).map(cellsOf), content: String(content ?? '') };
}

const cellsOf = (line: string): string[] =>
  [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
