import type { Refusal } from '../../refusals/refusal.ts';
import type { ActionReader } from './action.ts';
import { addContactUrn } from './add-contact-urn.ts';
import { enterFlow } from './enter-flow.ts';
import { addContactGroups, removeContactGroups } from './groups.ts';
import { setContactField, setContactLanguage, setContactName, setContactStatus } from './set-contact.ts';
import { setRunLocal, setRunResult } from './set-run.ts';

export const FLOW_ACTIONS: ReadonlyMap<string, ActionReader> = new Map([
  ['add_contact_groups', addContactGroups],
  ['add_contact_urn', addContactUrn],
  ['enter_flow', enterFlow],
  ['remove_contact_groups', removeContactGroups],
  ['set_contact_field', setContactField],
  ['set_contact_language', setContactLanguage],
  ['set_contact_name', setContactName],
  ['set_contact_status', setContactStatus],
  ['set_run_local', setRunLocal],
  ['set_run_result', setRunResult],
]);

/** TextIt's other actions (8.3), with the reason why they cannot run here. */
export const REFUSED_ACTIONS: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ['add_input_labels', { code: 'flow_label' }],
  ['call_classifier', { code: 'flow_service' }],
  ['call_llm', { code: 'flow_service' }],
  ['call_resthook', { code: 'flow_service' }],
  ['call_webhook', { code: 'flow_service' }],
  ['open_ticket', { code: 'flow_ticket' }],
  ['play_audio', { code: 'flow_audio' }],
  ['request_optin', { code: 'flow_message' }],
  ['say_msg', { code: 'flow_speech' }],
  ['send_broadcast', { code: 'flow_messages' }],
  ['send_email', { code: 'flow_email' }],
  ['send_msg', { code: 'flow_message' }],
  ['set_contact_channel', { code: 'flow_channel' }],
  ['set_contact_timezone', { code: 'flow_time_zone' }],
  ['start_session', { code: 'flow_starts_others' }],
  ['transfer_airtime', { code: 'flow_airtime' }],
]);
