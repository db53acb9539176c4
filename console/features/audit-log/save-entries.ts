import { stringify } from 'csv-stringify/browser/esm/sync';
import { type Api, everyPage } from '../../common/api/index.ts';
import { saveFile } from '../../common/components/index.ts';
import type { Speech } from '../../common/jobs/index.ts';
import type { Formats, Texts } from '../../common/texts/index.ts';
import { aboutOf, detailsIn, type Entry, type Names } from './entry-words.ts';

/** They read a file as UTF-8 when it begins with a mark, and cells as formulas unless these are escaped. */
const FOR_SPREADSHEETS = { bom: true, escape_formulas: true, quoted: true, record_delimiter: 'windows' } as const;

interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly names: Names;
  readonly texts: Texts;
  readonly formats: Formats;
  readonly speech: Speech;
}

/** Saves all entries that pass the filter as a table for a spreadsheet, in the words of the screen. */
export async function saveEntries(api: Api, { params, ...said }: Asked): Promise<void> {
  const { audit } = said.texts;
  const lines = [[audit.when, audit.what, audit.who, audit.about, audit.details, audit.from, audit.id, audit.recorded]];
  for (const entry of await everyPage(api, 'audit_log', params)) lines.push(cellsOf(entry, said));
  saveFile('audit_log.csv', stringify(lines, FOR_SPREADSHEETS), 'text/csv');
}

const cellsOf = (entry: Entry, { names, texts, formats, speech }: Omit<Asked, 'params'>): string[] => [
  entry.created_on,
  texts.audit.kinds[entry.kind],
  actorOf(entry, texts),
  aboutOf(entry, names, texts)?.text ?? '',
  detailsIn(entry, texts, formats, speech),
  entry.from,
  entry.about ?? '',
  JSON.stringify(entry.details),
];

/** Who did it; the service, or whoever had the link to a file. */
export const actorOf = ({ by, from }: Entry, { audit, jobs }: Texts): string =>
  by?.name ?? (from === '' ? jobs.origins.service : audit.byLink);
