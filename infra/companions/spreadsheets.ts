/** What becomes `spreadsheets.cjs` beside the bundles that read or write XLSX (see bundles/ and deferred-spreadsheets.ts). */
export { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
