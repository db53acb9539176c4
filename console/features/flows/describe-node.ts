import { type Texts, textFor } from '../../common/texts/index.ts';
import type { FlowAction, FlowNode } from './definition.ts';

const namesOf = ({ groups = [] }: FlowAction): string =>
  groups.map(({ name, name_match }) => name ?? name_match ?? '?').join(', ');

/** What an action does, in one line. */
function describeAction(action: FlowAction, { flows: { does }, contact }: Texts): string {
  switch (action.type) {
    case 'set_contact_status':
      return does.status({ status: textFor(contact.standings, action.status ?? '') ?? action.status ?? '' });
    case 'set_contact_name':
      return does.name({ name: action.name ?? '', set: Boolean(action.name) });
    case 'set_contact_language':
      return does.language({ code: action.language ?? '', set: Boolean(action.language) });
    case 'set_contact_field':
      return does.field({ field: action.field?.name ?? '', value: action.value ?? '', set: Boolean(action.value) });
    case 'add_contact_groups':
      return does.addGroups({ names: namesOf(action) });
    case 'remove_contact_groups':
      return action.all_groups === true ? does.leaveAll : does.removeGroups({ names: namesOf(action) });
    case 'add_contact_urn':
      return does.urn({ path: action.path ?? '' });
    case 'set_run_result':
      return does.result({ name: action.name ?? '', value: action.value ?? '' });
    case 'enter_flow':
      return does.enter({ name: action.flow?.name ?? '' });
    default:
      return action.type;
  }
}

/** The lines of a node: its actions, then what it decides by. */
export function describeNode({ actions = [], router }: FlowNode, texts: Texts): string[] {
  const decides =
    router === undefined
      ? []
      : [router.type === 'random' ? texts.flows.random : texts.flows.decides({ operand: router.operand ?? '' })];
  return [...actions.map((action) => describeAction(action, texts)), ...decides];
}
