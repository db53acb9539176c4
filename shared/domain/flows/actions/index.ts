import type { ActionReader } from './action.ts';
import { addContactGroups } from './add-contact-groups.ts';
import { addContactUrn } from './add-contact-urn.ts';
import { enterFlow } from './enter-flow.ts';
import { removeContactGroups } from './remove-contact-groups.ts';
import { setContactField } from './set-contact-field.ts';
import { setContactLanguage } from './set-contact-language.ts';
import { setContactName } from './set-contact-name.ts';
import { setContactStatus } from './set-contact-status.ts';
import { setRunLocal } from './set-run-local.ts';
import { setRunResult } from './set-run-result.ts';

/** The actions that run here. */
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
export const REFUSED_ACTIONS: ReadonlyMap<string, string> = new Map([
  ['add_input_labels', 'labels a message, and there are no messages in a flow here'],
  ['call_classifier', 'calls a service'],
  ['call_llm', 'calls a service'],
  ['call_resthook', 'calls a service'],
  ['call_webhook', 'calls a service'],
  ['open_ticket', 'opens a ticket, and there are no tickets here'],
  ['play_audio', 'plays audio in a call'],
  ['request_optin', 'sends a message'],
  ['say_msg', 'speaks in a call'],
  ['send_broadcast', 'sends messages'],
  ['send_email', 'sends an email'],
  ['send_msg', 'sends a message'],
  ['set_contact_channel', 'sets a channel, and there are no channels here'],
  ['set_contact_timezone', "sets a contact's time zone, which is not kept: the workspace's is used"],
  ['start_session', 'starts other contacts in a flow'],
  ['transfer_airtime', 'transfers airtime'],
]);
