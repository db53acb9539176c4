export * from './assets.ts';
export * from './audit-log.ts';
export * from './carrier.ts';
export * from './channels.ts';
export { createField, readFlowFields, saveFlowFields, updateField } from './fields.ts';
export * from './flows.ts';
export * from './group-ready.ts';
export { endGroupRecheck, type GroupRecheck, groupRechecks, noteGroupRecheck } from './group-rechecks.ts';
export { changeGroup, deleteGroup, type GroupPatch, storeGroup } from './groups.ts';
export { acceptInvitation, createInvitation, listInvitations, withdrawInvitation } from './invitations.ts';
export { settingsKey } from './items.ts';
export { MakerGoneError } from './makers.ts';
export {
  changeRole,
  listPeople,
  membershipsOf,
  type PersonChange,
  printOfIdentity,
  removePerson,
} from './people.ts';
export * from './policies.ts';
export * from './purge-nights.ts';
export { changeSearch, createSearch, deleteSearch, listSearches, readSavedSearch } from './searches.ts';
export * from './sessions.ts';
export {
  isRevised,
  isSubscribed,
  listWorkspaces,
  readSettings,
  readSubscriptions,
  type SettingsItem,
  type SettingsPatch,
  settingsOf,
  settingsUnmoved,
  updateSettings,
} from './settings.ts';
export * from './token-and-settings.ts';
export {
  type ApiToken,
  createToken,
  listTokens,
  readActorNames,
  readPeopleBehind,
  readToken,
  revokeToken,
  rotateToken,
} from './tokens.ts';
export * from './webhook-deliveries.ts';
export {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
} from './webhooks.ts';
export * from './workspaces.ts';
