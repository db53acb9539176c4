export {
  askForReport,
  changeImport,
  createImport,
  endPull,
  endReport,
  listImports,
  listMappings,
  noteImportFiles,
  noteSeen,
  readImport,
  type SavedMapping,
  saveMapping,
} from './imports.ts';
export { readPull, type StoredPull, savePull, seal, unseal } from './pulls.ts';
