import type { Json } from '../json.ts';
import { CONTACT_ACTIONS } from './contact-actions.ts';
import type { ActionMigration, Context } from './context.ts';
import { MESSAGE_ACTIONS } from './message-actions.ts';

const ACTIONS: ReadonlyMap<unknown, ActionMigration> = new Map(
  Object.entries({ ...CONTACT_ACTIONS, ...MESSAGE_ACTIONS }),
);

/** An action in version 13's form. One of an unknown type keeps it, and is refused by that name. */
export function migrateAction(action: Json, place: readonly unknown[], context: Context): Json {
  const uuid = context.uuids.claim(action['uuid'], 'action', ...place);
  const migrate = ACTIONS.get(action['type']);
  return migrate === undefined ? { ...action, uuid } : { uuid, ...migrate(action, uuid, context) };
}
