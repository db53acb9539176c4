export { CHOICES, CONTACT, LIMITS, POLICY_FIELDS, SETTINGS } from './choices.ts';
export { type Api, openApi, Refusal } from './client.ts';
export { type CountsChange, reversed } from './expected-counts.ts';
export { definitionOf, TEMPLATES, type Template } from './flow-templates.ts';
export {
  cursorOf,
  everyPage,
  isFilled,
  useFields,
  useFlows,
  useGroups,
  usePages,
  useWorkspaceLanguages,
} from './queries.ts';
export { useInvalidate, useRefresh } from './refresh.ts';
export { type Capability, type Session, SessionContext, useSession } from './session.ts';
export {
  asPersonIn,
  endSignedIn,
  isPerson,
  readSignedIn,
  signInAddress,
  useReach,
} from './signed-in.ts';
export {
  type Answer,
  type Body,
  type Coded,
  type Contact,
  type Counts,
  type Dormancy,
  type Field,
  type Flow,
  FOLDERS,
  type Folder,
  type Group,
  type Item,
  isFolder,
  type Job,
  type Me,
  type Row,
  type Settings,
} from './types.ts';
export { useCounts, useExpectCounts } from './use-counts.ts';
export { useMutation } from './use-mutation.ts';
