export {
  changeImport,
  createImport,
  type ImportPatch,
  listImports,
  listMappings,
  readImport,
  type SavedMapping,
  saveMapping,
} from './imports.ts';
