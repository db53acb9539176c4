import { strToU8, zipSync } from 'fflate';

type Value = string | number | boolean | null;

/** A spreadsheet as TextIt's own writer makes it: no cell says where it is, texts stand in their cells. */
export const textItSheet = (rows: readonly (readonly Value[])[]): Buffer => textItSheets([rows]);

/** One of more people than there are rows in a sheet. */
export function textItSheets(
  sheets: readonly (readonly (readonly Value[])[])[],
  names = sheets.map((_, number) => `Contact ${number + 1}`),
): Buffer {
  const cells = (row: readonly Value[]) => row.map(inlineCell).join('');
  const files = sheets.map((rows, number): [string, string] => [
    `xl/worksheets/sheet${number + 1}.xml`,
    sheet(rows.map((row) => `<row>${cells(row)}</row>`).join('')),
  ]);
  return workbook(Object.fromEntries(files), names, 0);
}

/** A spreadsheet as Excel saves it: texts after the sheet, dates as formatted numbers, and not the first sheet open. */
export function excelSheet(rows: readonly (readonly Value[])[], { dates = [] as readonly number[] } = {}): Buffer {
  const texts: string[] = [];
  const data = rows
    .map((row, y) => {
      const cells = row.map((value, x) =>
        excelCell(value, `${String.fromCharCode(65 + x)}${y + 1}`, texts, y > 0 && dates.includes(x)),
      );
      return `<row r="${y + 1}">${cells.join('')}</row>`;
    })
    .join('');
  const shared = texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('');
  return workbook(
    {
      'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Notes</t></is></c></row>'),
      'xl/worksheets/sheet2.xml': sheet(data),
      'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${shared}</sst>`,
    },
    ['Notes', 'People'],
    1,
  );
}

const escaped = (text: string): string => text.replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`);

function inlineCell(value: Value): string {
  if (value === null) return '<c/>';
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return `<c s="1"><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

function excelCell(value: Value, at: string, texts: string[], isDate: boolean): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return `<c r="${at}"${isDate ? ' s="1"' : ''}><v>${value}</v></c>`;
  if (!texts.includes(value)) texts.push(value);
  return `<c r="${at}" t="s"><v>${texts.indexOf(value)}</v></c>`;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheet = (data: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`;

/** Style 1 is a date with a time. */
const STYLES = `<?xml version="1.0"?><styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd h:mm:ss"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** The inner XML of one cell, with its attributes besides the place: `t="b"`, and its number format by index. */
interface RawCell {
  readonly xml: string;
  readonly attributes?: string;
  readonly format?: number;
}

/** A sheet of cells as XML, with number formats. */
export function rawSheet(
  rows: readonly (readonly RawCell[])[],
  { formats, since1904 = false }: { readonly formats: readonly string[]; readonly since1904?: boolean },
): Buffer {
  const cells = (row: readonly RawCell[]) =>
    row.map(({ xml, attributes = '', format = -1 }) => `<c s="${format + 1}" ${attributes}>${xml}</c>`).join('');
  const styles = `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats
    .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(code).replaceAll('"', '&quot;')}"/>`)
    .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats
    .map((_, index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`)
    .join('')}</cellXfs></styleSheet>`;
  const content = sheet(rows.map((row) => `<row>${cells(row)}</row>`).join(''));
  return workbook({ 'xl/worksheets/sheet1.xml': content, 'xl/styles.xml': styles }, ['People'], 0, since1904);
}

function workbook(parts: Record<string, string>, names: readonly string[], active: number, since1904 = false): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const sheets = names
    .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('');
  const links = names
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('');
  const shared =
    'xl/sharedStrings.xml' in parts
      ? `<Relationship Id="rId90" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>`
      : '';
  const files: Record<string, string> = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${office}"><workbookPr date1904="${since1904 ? 1 : 0}"/><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}${shared}<Relationship Id="rId91" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    ...parts,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}
