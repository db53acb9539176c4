export {
  askForReport,
  changeImport,
  createImport,
  endReport,
  type ImportPatch,
  listImports,
  listMappings,
  readImport,
  type SavedMapping,
  saveMapping,
} from './imports.ts';
