export {
  addressTargets,
  chosenOf,
  type Known,
  NEW_FIELD,
  NEW_GROUP,
  newNameOf,
  optionsFor,
  typeApart,
} from './column-targets.ts';
export { ACTION_OF, type Action, actionsOf, statusOf } from './contact-actions.ts';
export { addressOf, nameOf, pathOf } from './contact-name.ts';
export {
  type ContactPlace,
  type ContactView,
  listParams,
  type Selection,
  searchParams,
  selectionOf,
} from './contact-place.ts';
export { describeEvent } from './describe-event.ts';
export { GroupsField } from './groups-field.tsx';
export { valueProblem } from './value-problem.ts';
