export {
  askForReport,
  changeImport,
  createImport,
  endPull,
  endReport,
  listImports,
  listMappings,
  noteSeen,
  noteImportFiles,
  readImport,
  type SavedMapping,
  saveMapping,
} from './imports.ts';
export { readPull, type StoredPull, savePull } from './pulls.ts';
export { seal, unseal } from './seal.ts';
