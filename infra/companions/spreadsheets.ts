/** Becomes `spreadsheets.cjs` beside the bundles that read or write XLSX (see bundles/). */
export { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
