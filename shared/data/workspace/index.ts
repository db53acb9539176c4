export { changeGlobal, createGlobal, loadAssets, NoWorkspaceError } from './assets.ts';
export { type AuditEntry, type AuditFilter, appendAudit, auditItem, listAudit } from './audit-log.ts';
export {
  type Filling,
  type ListReading,
  readFilling,
  readListReading,
  saveFilling,
  saveListReading,
} from './carrier.ts';
export {
  changeChannel,
  createChannel,
  listChannels,
  type NotStored,
  newAddress,
  readChannelAt,
  readChannelOf,
  removeChannel,
} from './channels.ts';
export { createField, readFlowFields, saveFlowFields, updateField } from './fields.ts';
export {
  archiveFlow,
  type FlowHead,
  listFlows,
  type NewFlow,
  readFlow,
  readFlowHead,
  recheckFlow,
  type StoredFlow,
  saveFlow,
} from './flows.ts';
export { type GroupRefresh, putGroupRefresh, readGroupRefresh, readyItems, readyRepaired } from './group-ready.ts';
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
export {
  changePolicy,
  createPolicy,
  keepNight,
  listPolicies,
  listPolicyNights,
  listPolicyVersions,
  type PolicyRecord,
  readPolicy,
  readPolicyVersion,
  removePolicy,
} from './policies.ts';
export { keepPurgeNights, readPurgeNights } from './purge-nights.ts';
export { changeSearch, createSearch, deleteSearch, listSearches, readSavedSearch } from './searches.ts';
export { beginSession, endSession, readSession, SESSION_SECONDS, type SignedIn } from './sessions.ts';
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
export { type AlongKey, type ReadAlong, readTokenAndSettings } from './token-and-settings.ts';
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
export { claimTry, noteDelivered, noteFailed, noteGivenUp, noteLoop, noteWaiting } from './webhook-deliveries.ts';
export {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
} from './webhooks.ts';
export { createWorkspace, eachWorkspace, type NewWorkspace } from './workspaces.ts';
