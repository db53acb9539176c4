import type { ApiAnswer } from '../api/api.ts';
import type { Client } from '../api/client.ts';
import type { InProcessStage } from '../in-process/clients.ts';

type Body = ApiAnswer['body'];

/** Has the report of an import made; returns it with its lines, without the first, each as its cells. */
export async function reportOn(
  stage: InProcessStage,
  client: Client,
  uuid: string,
): Promise<{ readonly report: Body; readonly lines: readonly (readonly string[])[] }> {
  await client.post(`import_reports.json?import=${uuid}`, {});
  await stage.settle();
  return readReport(stage, client, uuid);
}

export async function readReport(
  stage: InProcessStage,
  client: Client,
  uuid: string,
): Promise<{ readonly report: Body; readonly lines: readonly (readonly string[])[] }> {
  const [report] = (await client.get(`import_reports.json?import=${uuid}`)).results;
  const url: string | null = report.file?.url ?? null;
  const content = url === null ? null : await stage.service.runtime.files.read(url.replace('http://files.test/', ''));
  const lines = String(content ?? '').split('\r\n');
  return { report, lines: lines.slice(1, -1).map(cellsOf) };
}

const cellsOf = (line: string): string[] =>
  [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
