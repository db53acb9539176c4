import { SCHEMES } from '../../../contacts/urn-schemes.ts';
import { generateFieldKey } from '../../../workspace-names.ts';
import { isBlank, isJsonObject, type Json } from '../json.ts';
import { type ActionMigration, type Context, presentTemplate } from './context.ts';
import { RefusedError } from './refused.ts';
import { languageCode } from './texts.ts';

/** Groups by uuid, number or name; a text with an expression gives the name when the flow runs. */
function groupsOf({ groups, group }: Json, context: Context): readonly Json[] {
  const given: readonly unknown[] = isBlank(group) ? (Array.isArray(groups) ? groups : []) : [group];
  return given.map((one) => {
    const text = isJsonObject(one) ? one['name'] : one;
    const isTemplate = typeof text === 'string' && (context.translation.hasFilters ? /^\s*[@=]/ : /^\s*@/).test(text);
    return isTemplate ? { name_match: presentTemplate(text.trim(), context) } : { ...context.references.group(one) };
  });
}

/** An empty list meant every group. Without a list nobody knows which, so it is refused rather than ignored. */
const leaveGroups: ActionMigration = (action, _, context) => {
  const groups = groupsOf(action, context);
  if (groups.length === 0 && !Array.isArray(action['groups']))
    throw new RefusedError({ code: 'flow_field_missing', field: 'groups' });
  return { type: 'remove_contact_groups', groups, all_groups: groups.length === 0 };
};

/** A name, an address, or a field. */
const save: ActionMigration = (action, _, context) => {
  const { field, label } = action;
  const value = presentTemplate(action['value'], context);
  const wanted = String(field ?? '').trim();
  if (wanted === 'name') return { type: 'set_contact_name', name: value };
  if (wanted === 'first_name')
    return { type: 'set_contact_name', name: `${value.trim()} @(remove_first_word(contact.name))` };
  const scheme = wanted === 'tel_e164' || wanted === 'phone' ? 'tel' : wanted;
  if (SCHEMES.has(scheme)) return { type: 'add_contact_urn', scheme, path: value };
  const key = /^[a-z][a-z0-9_]*$/.test(wanted)
    ? wanted
    : generateFieldKey(isBlank(field) ? String(label ?? '') : wanted);
  return { type: 'set_contact_field', field: context.references.field(key, label), value };
};

const setChannel: ActionMigration = (action, _, { references }) => ({
  type: 'set_contact_channel',
  channel: references.other('channel', isJsonObject(action['channel']) ? action['channel'] : channelIn(action)),
});

/** The action's own uuid is not that of the channel. */
const channelIn = ({ channel, id, name }: Json): Json => ({ uuid: channel, id, name });

/** Actions that change the contact, or lead to another flow, by their old types. */
export const CONTACT_ACTIONS: Readonly<Record<string, ActionMigration>> = {
  add_group: (action, _, context) => ({ type: 'add_contact_groups', groups: groupsOf(action, context) }),
  channel: setChannel,
  del_group: leaveGroups,
  flow: (action, _, { references }) => ({ type: 'enter_flow', flow: references.flow(action), terminal: true }),
  lang: ({ lang }) => ({ type: 'set_contact_language', language: languageCode(String(lang ?? '')) }),
  save,
  set_channel: setChannel,
};
