/** What becomes `spreadsheets.cjs` beside the bundles that read or write XLSX (see bundles.ts and deferred-spreadsheets.ts). */
export { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
