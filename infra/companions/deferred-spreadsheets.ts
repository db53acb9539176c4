/** Replaces `hucre/xlsx` in the bundles (see bundles/). The library, 90 KB, is loaded with the first spreadsheet. */
import { join } from 'node:path';

type Spreadsheets = typeof import('./spreadsheets.ts');

const spreadsheets = (): Spreadsheets => require(join(__dirname, 'spreadsheets.cjs'));

export const streamXlsxRows = (...[input, options]: Parameters<Spreadsheets['streamXlsxRows']>) =>
  spreadsheets().streamXlsxRows(input, options);

export const writeXlsxStream = (...[rows, options]: Parameters<Spreadsheets['writeXlsxStream']>) =>
  spreadsheets().writeXlsxStream(rows, options);
