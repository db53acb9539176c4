import { COMMON } from './common.ts';
import { FLOWS } from './flows.ts';
import { IMPORTS } from './imports.ts';
import { JOBS } from './jobs.ts';
import { REQUESTS } from './requests.ts';

/** Refusals about contacts, groups, flows, suppressions and receipts. */
const PEOPLE = {
  contact_too_large:
    'The contact would be too large: its name, URNs, fields and notes would take {bytes} bytes together, of at most {most}. Shorten some, or clear them.',
  contact_moved: 'If-Match: The contact has been changed; its ETag is now {tag}.',
  contact_missing: 'If-Match: There is no such contact.',
  contact_deleted: "Deleted contacts can't be modified.",
  contact_failed: '{uuid}: {why}',
  contact_fault: '{uuid}: The contact could not be changed, by a fault of the service.',
  others_done: 'The action was carried out on all other contacts.',
  no_contacts: "Contacts can't be empty.",
  groups_active_only: 'Non-active contacts cannot be added to groups: {contacts}',
  not_active: "Non-active contacts can't be added to groups",
  reason_needed:
    'Contacts that opted out become active again only with a reason, or by a message of theirs: {contacts}',
  delete_archived_only: 'Only archived contacts can be deleted: {contacts}',
  action_needs: 'For action "{action}" you should also specify a {field}',
  action_takes_not: 'For action "{action}" you should not specify a {field}',
  archive_gone:
    '"archive" is not a valid choice. To archive contacts send "set_status" with the status "archived"; to archive their messages, "archive_messages".',
  urns_twice: 'Field not allowed when using URN in URL',
  urns_anonymous: 'Updating URNs not allowed for anonymous organizations',
  uuid_fixed: "This can't be set. A contact gets its uuid here: name the contact to change in the URL.",
  flow_fixed: "This can't be set. Contacts are started in a flow by flow_starts.json.",
  notes_fixed: `This can't be set. Notes are added one at a time, as "note".`,
  modified_fixed: "This can't be set. The service sets it with every change.",
  dormant_fixed: `This can't be set. It follows from "last_seen_on" and the setting "dormancy_days".`,
  status_fixed: `This can't be set. Set "status".`,
  bad_datetime:
    'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
  in_future: 'This time is in the future.',
  seen_moves_on: 'It does not move back: the contact was last seen on {time}.',
  administrators_only: 'Only administrators may change this here. Actions on contacts: contact_actions.json.',
  static_group: 'A static group has no query: its members are added and removed by hand.',
  group_populating: 'You cannot update the query of a group that is populating.',
  group_query: 'The query of the group {group} cannot be used here: {reason}',
  query_hint: '{hint}',
  flow_cannot_run: 'This flow cannot run here, and flows.json lists why: {why}',
  flow_or_definition: 'Name a flow, or send its definition, not both.',
  flows_too_large: 'These flows are too large for one answer. Ask for fewer of them at a time.',
  flow_too_large: 'The flow is too large: at most 1,000,000 bytes, and 400,000 when compressed.',
  name_in_use: '{name} is in use.',
  not_an_export: 'Not a list as it stands in an export file.',
  address_has_contact: 'A contact has this address. What the contact refused is lifted by contact_actions.json.',
  suppression_reason: "Param 'reason': say why the suppression is lifted.",
  receipt_of_one: 'A receipt is of one deletion: name a contact or a job.',
  receipt_of_all: 'A receipt is of a whole deletion: leave before and after out.',
  receipt_not_ended: 'The job has not ended: it has a receipt when it has.',
  receipt_of_deletion: 'Only a deletion has a receipt.',
  receipt_incomplete: 'The ledger has {found} of {total} deletions so far. Try again in a moment.',
} as const;

/** Refusals of settings, tokens, webhooks and channels. */
const WORKSPACE = {
  no_languages: 'Name at least one language.',
  type_twice: 'This type is named twice.',
  group_needs_addresses: 'The query of the group {group} looks for an address. Change or delete the group first.',
  none_of: '"{value}" is none of {values}.',
  no_words: 'Expected a list of words of at most {most} characters, or such lists by language: {example}.',
  own_token: 'A token cannot revoke itself. Use another administrator token.',
  not_in_future: 'The time must be in the future.',
  rotate_alone: 'A token can only be rotated: send "rotate" and, if you like, "overlap_hours".',
  rotate_needs_uuid: 'Name the token to rotate in the URL: ?uuid=.',
  last_administrator: 'The last administrator stays: make somebody else an administrator first.',
  no_sign_in: 'People do not sign in here, since no provider is set (docs/deploying.md). Make a token instead.',
  email_stays: 'The e-mail address of a person cannot be changed here.',
  email_wrong: 'Enter a valid email address.',
  already_member: 'This person is in the workspace already.',
  no_event_types: 'Name at least one type of event.',
  no_url: 'Enter a valid URL.',
  url_not_secure: 'The address must begin with https://.',
  url_with_user: 'The address must not hold a user or password.',
  url_half: 'The address must have a whole host name, such as https://hooks.example.org.',
  url_inside: 'The address must be one of the internet, not of a network inside.',
  url_own: 'The address must not be one of this service.',
  webhook_no_answer: 'It did not answer within {seconds} seconds.',
  webhook_unreachable: 'It could not be reached.',
  webhook_unreachable_for: 'It could not be reached: {reason}.',
  webhook_answered: 'It answered {status}.',
  webhook_loop: 'What came from {most} deliveries in a row is not delivered again: it would never end.',
  channel_kind_stays: 'The kind of a channel cannot be changed. Make another one.',
  channel_secret_made_here: 'The secret is made here.',
  channel_no_secret: 'This kind of channel has no secret.',
  channel_secret_theirs: 'Only a secret that is made here can be made anew. Send the new one as "secret".',
  channel_public_url: 'What stands before /in/ in the address: https://, a host, and the path of a proxy.',
  channel_aws_only: 'Only channels of AWS have a {what}.',
  channel_number_or_topic: 'Give the number to which people write, or the topic that sends here.',
  channel_number: 'A number with + and its country code, or a short code.',
  channel_number_id: "Meta's id of the phone number: digits.",
  channel_number_taken: 'Another channel has this number.',
  channel_topic: 'The ARN of an SNS topic that is not FIFO: arn:aws:sns:<region>:<account>:<name>.',
  channel_changed: 'The channel was changed or removed at the same time.',
} as const;

/** Refusals of lifecycle policies. */
const POLICIES = {
  policy_no_groups: 'Name at least one group, or leave "groups" out for everybody.',
  policy_no_stages: 'A policy needs at least one stage.',
  policy_groups_active: 'Only active contacts are in groups. Choose by a query, or another clock.',
  stage_wrong: 'Stage {number}: {why}',
  stage_takes_no: 'This stage has no "{name}".',
  stage_key_form: '"{key}" is no key of a stage: small letters, digits and _, at most 36, and a letter first.',
  stage_key_twice: 'Two stages have the key {key}.',
  stage_first_after: 'The first stage has no stage before it. Say after how many "days".',
  stage_first_days: 'Say after how many "days" of the clock the first stage comes.',
  stage_no_time: 'Say when it comes: "days" of the clock, or days "after" the stage before.',
  stage_after_long: 'Choose at most {most} days after a stage that does not archive, or "days" of the clock.',
  stage_days_archived: 'After a stage that archives, say how many days "after" it.',
  stage_after_end: 'Nothing can follow a stage that deletes.',
  stage_only_active: 'This stage needs active contacts, so it cannot follow an archive, nor go by a status.',
  stage_archived_before: 'These contacts are archived already.',
  stage_delete_archived: 'Only archived contacts are deleted here. Put a stage "archive" before it.',
  flag_by_last_seen: 'Only the clock "last_seen" can flag contacts as dormant.',
  flag_before_sweep: 'The workspace flags contacts after {days} days, and takes earlier flags off. Choose that many.',
  clock_no_date: 'The field {key} holds no dates.',
  policy_names_gone:
    'A group that it names was deleted, or its search cannot be read any more. Choose its groups and its search again.',
  policy_shadow_first: 'A new policy begins in shadow. Look at what it would do, and switch it on afterwards.',
  policy_changed: 'The policy was changed by somebody else. Read it again.',
  clock_too_many: 'No index has this clock, so it is for at most {most} active contacts. Use last_seen or a status.',
  no_day: '"{value}" is no day, such as 2026-12-25.',
} as const;

/** The English sentence of each refusal by its code, with the names of its data in braces. */
export const SENTENCES = {
  ...COMMON,
  ...REQUESTS,
  ...JOBS,
  ...PEOPLE,
  ...WORKSPACE,
  ...POLICIES,
  ...IMPORTS,
  ...FLOWS,
} as const;

export type Code = keyof typeof SENTENCES;

/** The names in braces of a sentence. */
type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What stands in a sentence. `why` is another refusal, the reason with which the sentence ends. */
type Data<Name extends string> = { readonly [N in Name]: N extends 'why' ? Refusal : string | number };

/** Why something is refused, or what is wrong with it: the code of its sentence and what changes in that. */
export type Refusal = { [C in Code]: { readonly code: C } & Data<NamesIn<(typeof SENTENCES)[C]>> }[Code];

/** Whether something was refused, of what has no `code` of its own. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
