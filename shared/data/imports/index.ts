export {
  askForReport,
  changeImport,
  createImport,
  endPull,
  endReport,
  keepColumns,
  listImports,
  listMappings,
  noteImportFiles,
  noteSeen,
  readImport,
  recallColumns,
  type SavedMapping,
  saveMapping,
} from './imports.ts';
export { readPull, type StoredPull, savePull, seal, unseal } from './pulls.ts';
