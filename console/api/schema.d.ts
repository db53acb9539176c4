/* Made of functions/workspace/openapi.json by scripts/console-types.ts. Not kept in git. */

export interface components {
schemas: {
Codes: { [key: string]: (components['schemas']["Coded"]) | ((components['schemas']["Coded"])[]) | ({ [key: string]: unknown }) };
ContactList: {
next: (string) | (null);
previous: (string) | (null);
results: ({
uuid: string;
name?: (string) | (null);
status?: ("active" | "archived" | "stopped" | "blocked") | (null);
language?: (string) | (null);
urns?: ((string) | ({
channel: null;
scheme: string;
path: string;
display: (string) | (null);
}))[];
groups?: ({
uuid: string;
name: string;
})[];
notes?: ({
text: string;
created_on: string;
created_by: {
email: string;
name: string;
};
})[];
fields?: { [key: string]: (string) | (null) };
flow?: ({
uuid: string;
name: string;
}) | (null);
created_on?: string;
modified_on?: string;
last_seen_on?: (string) | (null);
dormant_since?: (string) | (null);
blocked?: (boolean) | (null);
stopped?: (boolean) | (null);
ref?: string;
anon_display?: string;
version?: number;
carrier?: ({
urn: string;
opt_out_list: string;
opted_out: (boolean) | (null);
since: (string) | (null);
pending: ("put" | "remove") | (null);
next_try_on: (string) | (null);
problem: (string) | (null);
})[];
})[];
query?: string;
partial?: boolean;
progress?: {
looked_at: number;
candidates: number;
};
total?: {
count: number;
exact: boolean;
looked_at: number;
candidates: number;
};
};
Contact: {
uuid: string;
name: (string) | (null);
status: ("active" | "archived" | "stopped" | "blocked") | (null);
language: (string) | (null);
urns: ((string) | ({
channel: null;
scheme: string;
path: string;
display: (string) | (null);
}))[];
groups: ({
uuid: string;
name: string;
})[];
notes: ({
text: string;
created_on: string;
created_by: {
email: string;
name: string;
};
})[];
fields: { [key: string]: (string) | (null) };
flow: ({
uuid: string;
name: string;
}) | (null);
created_on: string;
modified_on: string;
last_seen_on: (string) | (null);
dormant_since: (string) | (null);
blocked: (boolean) | (null);
stopped: (boolean) | (null);
ref?: string;
anon_display?: string;
};
HistoryEvent: {
uuid: string;
type: string;
created_on: string;
_user?: {
uuid: string;
name: string;
};
_by: string;
_via: string;
_job: (string) | (null);
} & { [key: string]: unknown };
Sendable: {
results: ({
urn: string;
outcome: "sendable" | "stopped" | "blocked" | "archived" | "suppressed" | "unknown";
contact: (string) | (null);
})[];
};
Suppression: {
urn: string;
suppressed: boolean;
status: ("stopped" | "blocked") | (null);
since: (string) | (null);
contact: (string) | (null);
notes: ({
on: string;
what: "added" | "lifted";
by: string;
reason: string;
})[];
};
Added: {
results: ({
outcome: "suppressed" | "stopped" | "already";
})[];
};
Group: {
uuid: string;
name: string;
query: (string) | (null);
status: "initializing" | "evaluating" | "ready" | "invalid";
system: boolean;
count: number;
};
Field: {
key: string;
name: string;
type: "text" | "number" | "datetime" | "state" | "district" | "ward";
featured: boolean;
priority: number;
usages: {
flows: number;
groups: number;
campaign_events: number;
};
agent_access: "none" | "view" | "edit";
label: string;
value_type: string;
};
Flow: {
uuid: string;
name: string;
type: string;
archived: boolean;
labels: ({
uuid: string;
name: string;
})[];
expires: number;
runs: {
active: number;
waiting: number;
completed: number;
interrupted: number;
expired: number;
failed: number;
};
results: ({
key: string;
name: string;
categories: (string)[];
node_uuids: (string)[];
})[];
parent_refs: (string)[];
problems: ({
node: (string) | (null);
action: (string) | (null);
type: (string) | (null);
why: string;
})[];
codes?: {
problems: ({
why: components['schemas']["Coded"];
})[];
};
created_on: string;
modified_on: string;
};
Coded: {
code: "required" | "blank" | "null" | "not_unique" | "not_text" | "not_whole" | "not_flag" | "not_an_object" | "not_a_list" | "no_choice" | "too_few_characters" | "too_many_characters" | "too_many_elements" | "too_many_words" | "too_small" | "too_large" | "unknown_field" | "no_such_object" | "invalid_urn" | "urn_in_use" | "no_country" | "no_time_zone" | "no_language" | "named_twice" | "invalid_name" | "limit_reached" | "rate_too_high" | "no_letters" | "time_passed" | "not_permitted" | "not_found" | "opted_out" | "not_archived" | "job_ended" | "preview_changed" | "throttled" | "purge_count" | "busy" | "contended" | "being_processed" | "body_too_large" | "no_null_characters" | "name_characters" | "name_ends" | "system_object" | "not_text_at_all" | "preview_deletion" | "preview_brought_back" | "preview_many" | "too_many_open_jobs" | "preview_not_ready" | "preview_expired" | "preview_token" | "not_running" | "not_paused" | "not_waiting" | "import_cannot_wait" | "waits_too_long" | "begins_too_late" | "deletion_waits" | "no_time" | "undo_deletion" | "undo_export" | "undo_group_gone" | "undo_smart_group" | "undo_unknown" | "undo_too_soon" | "undo_not_ended" | "undo_too_late" | "undo_nobody" | "repeat_not_ended" | "repeat_by_itself" | "repeat_nobody" | "repeat_forgotten" | "outcome_not_ended" | "select_archived" | "select_active" | "group_being_found" | "group_invalid" | "too_many_runs" | "reason_for_active" | "export_anonymous" | "export_no_scheme" | "export_no_column" | "export_no_columns" | "file_gone" | "file_not_for_viewers" | "file_of_before" | "contact_too_large" | "contact_moved" | "contact_missing" | "contact_fault" | "others_done" | "bad_datetime" | "in_future" | "seen_moves_on" | "administrators_only" | "static_group" | "group_populating" | "flow_too_large" | "name_in_use" | "not_an_export" | "address_has_contact" | "receipt_not_ended" | "receipt_of_deletion" | "receipt_incomplete" | "no_languages" | "type_twice" | "group_needs_addresses" | "none_of" | "no_words" | "own_token" | "no_event_types" | "no_url" | "url_not_secure" | "url_with_user" | "url_half" | "url_inside" | "webhook_no_answer" | "webhook_unreachable" | "webhook_unreachable_for" | "webhook_answered" | "channel_kind_stays" | "channel_secret_made_here" | "channel_no_secret" | "channel_secret_theirs" | "channel_public_url" | "channel_aws_only" | "channel_number_or_topic" | "channel_number" | "channel_number_id" | "channel_number_taken" | "channel_topic" | "channel_changed" | "import_previewed" | "import_unreadable" | "import_gone" | "warn_smart_group" | "warn_no_addresses" | "warn_encoding" | "warn_left_out" | "warn_nobody" | "too_many_rows" | "too_many_columns" | "line_too_many_columns" | "packed_too_densely" | "old_excel" | "is_pdf" | "broken_gzip" | "broken_archive" | "zero_bytes" | "long_record" | "open_quote" | "no_csv" | "file_empty" | "archive_without_list" | "spreadsheet_too_large" | "not_uploaded" | "upload_gone" | "too_many_fields" | "too_many_groups" | "segment_broken" | "segments_only" | "warn_segment" | "pull_token" | "pull_rate" | "pull_no_list" | "pull_not_textit" | "pull_page_too_large" | "pull_gone" | "pull_under_way" | "pull_since" | "pull_no_host" | "pull_all_there" | "report_unread" | "report_reading" | "report_unreadable" | "rows_gone" | "row_conflict" | "row_in_and_out" | "row_not_json" | "row_duplicate" | "row_deleted" | "row_several" | "row_taken" | "row_no_address" | "row_shortened" | "row_no_time" | "row_future" | "row_no_moment" | "row_too_long" | "row_many_addresses" | "row_bad_encoding" | "row_no_flag" | "row_no_opt_out" | "row_no_uuid" | "row_nothing" | "row_no_language" | "no_target" | "flow_messages" | "flow_message" | "flow_email" | "flow_speech" | "flow_audio" | "flow_service" | "flow_waits" | "flow_starts_others" | "flow_airtime" | "flow_ticket" | "flow_label" | "flow_channel" | "flow_time_zone" | "flow_unknown_action" | "flow_unknown_router" | "flow_case_not_here" | "flow_case_unknown" | "flow_function_not_here" | "flow_function_unknown" | "flow_name_not_here" | "flow_name_unknown" | "flow_exit_nowhere" | "flow_too_new" | "flow_too_old" | "flow_no_version" | "flow_version" | "flow_field_missing" | "flow_field_invalid" | "flow_field_not_one" | "flow_field_type" | "other";
data: { [key: string]: string };
};
Export: {
version: string;
site: string;
flows: ({
uuid: string;
} & { [key: string]: unknown })[];
campaigns: (unknown)[];
triggers: (unknown)[];
fields: ({
key: string;
name: string;
type: string;
})[];
groups: ({
uuid: string;
name: string;
query: (string) | (null);
})[];
};
Start: {
uuid: string;
flow: {
uuid: string;
name: (string) | (null);
};
status: "pending" | "ready" | "waiting" | "queued" | "started" | "completed" | "failed" | "interrupted" | "paused";
progress: {
total: number;
started: number;
};
groups: ({
uuid: string;
name: (string) | (null);
})[];
contacts: ({
uuid: string;
name: (string) | (null);
})[];
query?: string;
max_rate?: number;
params: unknown;
created_on: string;
modified_on: string;
id: number;
extra: unknown;
restart_participants: boolean;
exclude_active: boolean;
outcomes: {
changed: number;
unchanged: number;
skipped: { [key: string]: number };
failed: { [key: string]: number };
};
errors: { [key: string]: number };
error_samples?: (components['schemas']["ErrorSample"])[];
paths?: components['schemas']["Paths"];
};
ErrorSample: {
kind: string;
contact: string;
node: (string) | (null);
action: (string) | (null);
text: string;
};
Paths: {
runs: number;
complete: boolean;
segments: ({
from: (string) | (null);
to: (string) | (null);
runs: number;
})[];
};
Run: {
id: number;
uuid: string;
flow: {
uuid: string;
name: (string) | (null);
};
contact: {
uuid: string;
urn: (string) | (null);
name: (string) | (null);
};
start: {
uuid: string;
};
responded: boolean;
path: ({
node: string;
time: string;
})[];
values: { [key: string]: {
value: string;
category: string;
node: string;
time: string;
name: string;
input: (string) | (null);
} };
created_on: string;
modified_on: string;
exited_on: (string) | (null);
exit_type: ("completed" | "failed") | (null);
errors: ({
type: "error" | "failure";
kind: string;
node: (string) | (null);
action: (string) | (null);
text: string;
})[];
};
Simulation: {
contact: {
uuid: string;
name: (string) | (null);
};
exit_type: "completed" | "failed";
changed: boolean;
path: ({
node: string;
exit: (string) | (null);
})[];
events: ({
type: string;
} & { [key: string]: unknown })[];
values: { [key: string]: {
name: string;
value: string;
category: string;
node: string;
} };
errors: ({
type: string;
kind: string;
node: (string) | (null);
action: (string) | (null);
text: string;
})[];
};
Job: {
uuid: string;
type: string;
status: "pending" | "ready" | "waiting" | "queued" | "started" | "completed" | "failed" | "interrupted" | "paused";
reason: (string) | (null);
total: (number) | (null);
changed: number;
unchanged: number;
skipped: { [key: string]: number };
failed: { [key: string]: number };
errors: { [key: string]: number };
error_samples?: ({
kind: string;
contact: string;
node: (string) | (null);
action: (string) | (null);
text: string;
})[];
excluded: { [key: string]: number };
warnings?: ({
code: string;
count: number;
text: string;
})[];
estimate?: {
write_units: number;
read_units: number;
usd: number;
seconds: number;
};
sample?: ({
uuid: string;
name: (string) | (null);
})[];
slices: {
total: number;
done: number;
};
progress: {
done: number;
rate: (number) | (null);
seconds_left: (number) | (null);
};
max_rate: (number) | (null);
not_before: (string) | (null);
capacity: {
read_units: number;
write_units: number;
};
seconds: (number) | (null);
token?: string;
expires_on?: string;
created_by: ({
uuid: string;
name: (string) | (null);
}) | (null);
origin: "api" | "console" | "sweep" | "service";
target: {
status?: "active" | "archived" | "stopped" | "blocked";
group?: {
uuid: string;
name: (string) | (null);
};
flow?: {
uuid: string;
name: (string) | (null);
};
field?: string;
format?: "csv" | "jsonl" | "xlsx";
job?: string;
days?: number;
};
selection: {
import?: string;
text: (string) | (null);
folder?: (string) | (null);
query?: string;
groups?: ({
uuid: string;
name: (string) | (null);
})[];
contacts?: number;
active_only?: boolean;
job?: string;
outcome?: "changed" | "unchanged" | "skipped" | "failed";
reason?: string;
modified?: {
from: string;
to: string;
};
exclude?: {
non_active?: boolean;
in_a_flow?: boolean;
started_previously?: boolean;
not_seen_since_days?: number;
seen_within_days?: number;
groups?: ({
uuid: string;
name: (string) | (null);
})[];
};
};
file?: ({
name: string;
rows: number;
deleted: number;
bytes: number;
kept_until: string;
url: (string) | (null);
problem: (string) | (null);
codes?: {
problem: components['schemas']["Coded"];
};
}) | (null);
contacts: string;
created_on: string;
modified_on: string;
started_on: (string) | (null);
ended_on: (string) | (null);
};
Import: {
uuid: string;
name: string;
files: ({
name: string;
opted_out: boolean;
group?: (string) | (null);
})[];
format: ("csv" | "jsonl" | "xlsx" | "pinpoint" | "pinpoint_segments" | "ses_contacts" | "ses_suppression" | "addresses" | "mailchimp") | (null);
mapping: { [key: string]: string };
encoding: (string) | (null);
group: (string) | (null);
pull: ({
host: string;
since: (string) | (null);
status: "pulling" | "done" | "failed";
pulled: number;
hidden_addresses: number;
problem: (string) | (null);
waits_until: (string) | (null);
started_on: string;
}) | (null);
job: ({
uuid: string;
status: "pending" | "ready" | "waiting" | "queued" | "started" | "completed" | "failed" | "interrupted" | "paused";
total: (number) | (null);
token: (string) | (null);
}) | (null);
problem: (string) | (null);
preview?: ({
files: ({
name: string;
format: "csv" | "jsonl" | "xlsx" | "pinpoint" | "pinpoint_segments" | "ses_contacts" | "ses_suppression" | "addresses" | "mailchimp";
rows: number;
})[];
columns: ({
column: string;
target: string;
examples: (string)[];
})[];
rows: number;
created: number;
updated: number;
unchanged: number;
invalid: number;
duplicates: number;
opt_outs: {
given: number;
kept: number;
};
new_fields: ({
name: string;
type: "text" | "number" | "datetime" | "state" | "district" | "ward";
})[];
new_groups: (string)[];
new_smart_groups: ({
name: string;
query: string;
})[];
warnings: (string)[];
refused: ({
file: string;
line: number;
reason: "no_address" | "invalid_address" | "shortened_number" | "invalid_uuid" | "invalid_language" | "invalid_status" | "invalid_time" | "future_time" | "invalid_flag" | "invalid_group" | "conflict" | "too_many_cells" | "too_large" | "bad_encoding" | "not_json" | "duplicate" | "several_contacts" | "address_taken" | "deleted";
text: string;
column: (string) | (null);
})[];
}) | (null);
codes?: {
problem?: components['schemas']["Coded"];
pull?: {
problem: components['schemas']["Coded"];
};
preview?: {
warnings: (components['schemas']["Coded"])[];
refused: ({
text: components['schemas']["Coded"];
})[];
};
};
created_on: string;
};
Report: {
import: string;
status: "making" | "made" | "failed";
asked_on: string;
file: ({
name: string;
rows: number;
bytes: number;
kept_until: string;
url: (string) | (null);
}) | (null);
problem: (string) | (null);
};
ReceivedEvent: {
type: "msg_received" | "stop_contact" | "new_conversation" | "referral" | "mo_call" | "mo_miss" | "welcome_message";
outcome: "handled" | "ignored" | "duplicate";
contact: ({
uuid: string;
name: (string) | (null);
status: string;
}) | (null);
message: ({
uuid: string;
visibility: "visible" | "archived";
}) | (null);
};
Message: {
uuid: string;
contact: {
uuid: string;
name: (string) | (null);
};
urn: (string) | (null);
direction: "in";
type: "text";
status: "handled";
visibility: "visible" | "archived";
text: string;
attachments: (string)[];
quick_replies: (string)[];
labels: ({
uuid: string;
name: string;
})[];
created_on: string;
modified_on: string;
id: number;
broadcast: null;
channel: null;
flow: null;
sent_on: null;
};
Channel: {
uuid: string;
kind: "external" | "textit" | "africastalking" | "infobip" | "twilio" | "telerivet" | "vonage" | "whatsapp" | "aws_sms" | "aws_whatsapp" | "json";
name: string;
country: (string) | (null);
scheme: string;
public_url: string;
number: (string) | (null);
topic: (string) | (null);
created_on: string;
};
Webhook: {
uuid: string;
url: string;
events: ("contact.created" | "contact.changed" | "contact.seen" | "contact.deleted" | "contacts.purge_due" | "job.scheduled" | "job.started" | "job.progress" | "job.completed" | "job.failed" | "job.interrupted")[];
status: "working" | "failing" | "disabled";
last_error: (string) | (null);
codes?: {
last_error: components['schemas']["Coded"];
};
failing_since: (string) | (null);
created_on: string;
};
Explanation: {
query: string;
metadata: components['schemas']["Metadata"];
plan: components['schemas']["Plan"];
matches?: boolean;
};
Metadata: {
attributes: (string)[];
schemes: (string)[];
fields: ({
key: string;
name: string;
})[];
groups: ({
uuid: string;
name: string;
})[];
allow_as_group: boolean;
};
Plan: {
access: "nobody" | "contacts" | "groups" | "folders" | "modified";
explanation: string;
folders: (string)[];
candidates: number;
read_units: number;
};
Workspace: {
uuid: string;
name: string;
country: (string) | (null);
languages: (string)[];
primary_language: (string) | (null);
timezone: string;
date_style: "day_first" | "month_first" | "year_first";
credits: {
used: number;
remaining: number;
};
anon: boolean;
};
Me: {
token: {
uuid: string;
name: string;
};
role: "administrator" | "editor" | "viewer";
capabilities: ("view" | "edit" | "delete" | "administer")[];
workspace: {
uuid: string;
name: string;
country: (string) | (null);
timezone: string;
date_style: "day_first" | "month_first" | "year_first";
anon: boolean;
dormancy_days: number;
delete_any_status: boolean;
};
now: string;
};
Settings: {
uuid: string;
name: string;
country: (string) | (null);
languages: (string)[];
timezone: string;
date_style: "day_first" | "month_first" | "year_first";
anon: boolean;
dormancy_days: number;
delete_any_status: boolean;
confirm_above: number;
delete_delay_hours: number;
opts_in_by: "any_message" | "start_words";
stop_words: (((string)[]) | ({ [key: string]: (string)[] })) | (null);
start_words: (((string)[]) | ({ [key: string]: (string)[] })) | (null);
help_words: (((string)[]) | ({ [key: string]: (string)[] })) | (null);
flows_may_opt_in: boolean;
messages_days: number;
history_days: number;
purge_archived_after_days: (number) | (null);
purges_from: (string) | (null);
api_rates: { [key: string]: number };
limits: {
groups: number;
fields: number;
};
events: ("contact.created" | "contact.changed" | "contact.seen" | "contact.deleted" | "contacts.purge_due" | "job.scheduled" | "job.started" | "job.progress" | "job.completed" | "job.failed" | "job.interrupted")[];
};
Token: {
uuid: string;
name: string;
role: "administrator" | "editor" | "viewer";
created_on: string;
};
Counts: {
folders: {
active: number;
dormant: number;
archived: number;
stopped: number;
blocked: number;
deleted: number;
};
groups: { [key: string]: number };
};
Dormancy: {
now: string;
dormancy_days: number;
total: number;
dormant: number;
earlier: number;
months: ({
month: string;
count: number;
})[];
not_seen: ({
days: number;
since: string;
count: number;
})[];
last_sweep: ({
job: string;
status: "pending" | "ready" | "waiting" | "queued" | "started" | "completed" | "failed" | "interrupted" | "paused";
created_on: string;
ended_on: (string) | (null);
changed: number;
}) | (null);
next_sweep: string;
read_units: number;
};
};
}

export interface paths {
"/api/v2/contacts.json": {
get: {
parameters: { query?: {
/** only this contact */
uuid?: string;
/** only the contact with this URN */
urn?: string;
/** only members of the group with this uuid or exactly this name */
group?: string;
/** only one folder: active (dormant ones included), dormant, archived, stopped or blocked; with group, its members there */
folder?: string;
/** only deleted contacts, as tombstones */
deleted?: string;
/** modified at or before this time */
before?: string;
/** modified at or after this time; to keep up with changes, two minutes before the newest modified_on seen so far */
after?: string;
/** oldest first */
reverse?: string;
/** only contacts that match; active ones, unless a folder is given or the query speaks of status */
query?: string;
/** an order for up to 1,000 contacts, or a 400: last_seen_on, created_on, name, language or a field; with - before it descending */
sort?: string;
/** true: how many match a search, in place of who; at least so many until total.exact, and next counts on. A request reads at most 2,000 units (some 3,800 contacts) */
total?: string;
/** URNs as objects */
expand_urns?: string;
/** only these keys, separated by commas, and the uuid: also fields.<key> for single fields, and version, which no other answer has */
fields?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["ContactList"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the contact to update */
uuid?: string;
/** the URN of the contact to update; created when no contact has it */
urn?: string;
/** URNs as objects in the answer */
expand_urns?: string;
}; header?: {
/** the ETag that the contact must still have, or * for any; otherwise 412 */
"If-Match"?: string;
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
name?: (string) | (null);
language?: (string) | (null);
urns?: (string)[];
groups?: (string)[];
fields?: { [key: string]: (string) | (null) };
note?: string;
status?: "active" | "archived" | "stopped" | "blocked";
reason?: string;
created_on?: string;
last_seen_on?: (string) | (null);
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Contact"] } };
201: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Contact"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
412: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the contact */
uuid?: string;
/** its URN */
urn?: string;
}; header?: {
/** the ETag that the contact must still have, or * for any; otherwise 412 */
"If-Match"?: string;
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
412: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/contact_actions.json": {
get?: never;
put?: never;
post: {
parameters: { query?: never; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
contacts: (string)[];
action: "add" | "remove" | "block" | "unblock" | "interrupt" | "archive_messages" | "delete" | "set_status";
group?: string;
status?: "active" | "archived" | "stopped" | "blocked";
reason?: string;
} } };
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/history.json": {
get: {
parameters: { query?: {
/** the contact */
contact?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["HistoryEvent"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/contact_export.json": {
get: {
parameters: { query?: {
/** the contact */
contact?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: ({
kind: "contact" | "history" | "message" | "run" | "job" | "tombstone" | "erasure";
} & { [key: string]: unknown })[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/erasures.json": {
get: {
parameters: { query?: {
/** only the deletion of this contact */
contact?: string;
/** only deletions by this job; not together with contact */
job?: string;
/** deleted at or before this time */
before?: string;
/** deleted at or after this time */
after?: string;
/** receipt: a signed receipt of the deletion of the contact, or of all by the job; key: the public key of receipts, and those of the other keys of addresses, by which earlier ones were signed */
format?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": ({
next: (string) | (null);
previous: (string) | (null);
results: ({
contact: string;
deleted_on: string;
deleted_by: {
token: string;
name: (string) | (null);
};
via: string;
job: (string) | (null);
urns: (string)[];
removed: {
urns: number;
history: number;
messages: number;
groups: number;
};
entry: number;
})[];
}) | ({
receipt: {
version: 1;
workspace: string;
issued_on: string;
contact: (string) | (null);
job: (string) | (null);
total: number;
contacts_sha256: string;
erasures: (({
contact: string;
deleted_on: string;
deleted_by: {
token: string;
name: (string) | (null);
};
via: string;
job: (string) | (null);
urns: (string)[];
removed: {
urns: number;
history: number;
messages: number;
groups: number;
};
entry: number;
})[]) | (null);
entries: ({
number: number;
hash: string;
})[];
};
algorithm: string;
public_key: string;
signature: string;
}) | ({
algorithm: string;
public_key: string;
other_public_keys: (string)[];
}) } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/sendable.json": {
get?: never;
put?: never;
post: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
urns: (string)[];
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Sendable"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/suppressions.json": {
get: {
parameters: { query?: {
/** the address */
urn?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Suppression"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: never; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
urns: (string)[];
reason: string;
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Added"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the address */
urn?: string;
/** why it is lifted, in at most 200 characters */
reason?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/groups.json": {
get: {
parameters: { query?: {
/** only this group */
uuid?: string;
/** only the group of this name, in any case */
name?: string;
/** only static groups */
manual_only?: string;
/** only groups with this text in their name, in any case */
search?: string;
/** name: by name, A to Z; newest first when it is left out */
sort?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Group"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the group to change */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
name?: string;
query?: (string) | (null);
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Group"] } };
201: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Group"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the group */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/fields.json": {
get: {
parameters: { query?: {
/** only the field with this key */
key?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Field"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the field to update */
key?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
name?: string;
type?: "text" | "number" | "datetime" | "state" | "district" | "ward";
label?: string;
value_type?: "text" | "numeric" | "datetime" | "state" | "district" | "ward";
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Field"] } };
201: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Field"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/flows.json": {
get: {
parameters: { query?: {
/** only this flow */
uuid?: string;
/** only flows of this type: message, voice, background or survey */
type?: string;
/** only archived flows, or only others */
archived?: string;
/** modified at or before this time */
before?: string;
/** modified at or after this time */
after?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Flow"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** whether flows are kept too of which something cannot run here */
allow_partial?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": { [key: string]: unknown } } };
responses: {
201: { headers: { [name: string]: unknown }; content: { "application/json": (components['schemas']["Flow"]) | ({
results: (components['schemas']["Flow"])[];
left_out?: {
campaigns: number;
triggers: number;
};
}) } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the flow */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/flow_checks.json": {
get?: never;
put?: never;
post: {
parameters: { query?: {
/** whether flows would be kept too of which something cannot run here */
allow_partial?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": { [key: string]: unknown } } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
flows: ({
uuid: string;
name: string;
type: string;
problems: ({
node: (string) | (null);
action: (string) | (null);
type: (string) | (null);
why: string;
})[];
replaces: boolean;
})[];
groups: ({
name: string;
query: (string) | (null);
})[];
fields: ({
key: string;
name: string;
type: string;
})[];
left_out?: {
campaigns: number;
triggers: number;
};
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/definitions.json": {
get: {
parameters: { query?: {
/** the flow; may be repeated */
flow?: string;
/** may be repeated; there are no campaigns, so it adds nothing */
campaign?: string;
/** none, flows or all (the default) */
dependencies?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Export"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/flow_starts.json": {
get: {
parameters: { query?: {
/** only this start, with examples of its errors */
uuid?: string;
/** true, with uuid: how many runs went from which node to which, of the first 100,000 contacts */
paths?: string;
/** modified at or before this time */
before?: string;
/** modified at or after this time */
after?: string;
/** the one modified first comes first */
reverse?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Start"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: never; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
flow: string;
groups?: (string)[];
contacts?: (string)[];
urns?: (string)[];
query?: string;
restart_participants?: boolean;
exclude_active?: boolean;
max_rate?: (number) | (null);
preview?: boolean;
params?: unknown;
extra?: unknown;
} } };
responses: {
201: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Start"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/runs.json": {
get: {
parameters: { query?: {
/** only runs of this flow */
flow?: string;
/** only runs of this contact; not together with flow */
contact?: string;
/** only this run */
uuid?: string;
/** modified at or before this time */
before?: string;
/** modified at or after this time */
after?: string;
/** only runs in which the contact replied: there are none here */
responded?: string;
/** the one modified first comes first */
reverse?: string;
/** false: without the nodes that the runs came to */
paths?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Run"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/simulations.json": {
get?: never;
put?: never;
post: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
flow?: string;
definition?: { [key: string]: unknown };
contact: string;
params?: unknown;
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Simulation"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/jobs.json": {
get: {
parameters: { query?: {
/** only this job, with its selection as data, examples of the errors of its runs, some of its contacts while it waits to be run, and the address of the file of an export */
uuid?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Job"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the job to steer */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
type?: "flow_start" | "add_to_group" | "remove_from_group" | "set_field" | "delete" | "set_status" | "export";
flow?: string;
params?: unknown;
group?: string;
key?: string;
value?: (string) | (null);
status?: "active" | "archived" | "stopped" | "blocked";
reason?: string;
format?: "csv" | "jsonl" | "xlsx";
columns?: ((string)[]) | (null);
selection?: {
folder?: "active" | "dormant" | "archived" | "stopped" | "blocked";
groups?: (string)[];
contacts?: (string)[];
urns?: (string)[];
query?: string;
job?: string;
outcome?: "changed" | "unchanged" | "skipped" | "failed";
reason?: string;
};
exclude?: {
non_active?: boolean;
in_a_flow?: boolean;
started_previously?: boolean;
not_seen_since_days?: number;
seen_within_days?: number;
groups?: (string)[];
};
preview?: boolean;
action?: "run" | "pause" | "resume" | "interrupt" | "undo" | "repeat";
token?: string;
count?: number;
max_rate?: (number) | (null);
not_before?: (string) | (null);
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Job"] } };
202: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Job"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/job_contacts.json": {
get: {
parameters: { query?: {
/** the job */
job?: string;
/** only contacts that were changed, unchanged, skipped or failed, or are pending */
outcome?: string;
/** only contacts that were skipped or failed for this reason */
reason?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: ({
contact: {
uuid: string;
name: (string) | (null);
};
outcome: "pending" | "changed" | "unchanged" | "skipped" | "failed";
reason: (string) | (null);
error: (string) | (null);
})[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/imports.json": {
get: {
parameters: { query?: {
/** only this import, with what its preview has found */
uuid?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Import"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the import to preview or to go on with */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
name?: string;
files?: ({
name: string;
opted_out?: boolean;
group?: (string) | (null);
})[];
textit?: {
host?: string;
token: string;
since?: (string) | (null);
};
format?: ("csv" | "jsonl" | "xlsx" | "pinpoint" | "pinpoint_segments" | "ses_contacts" | "ses_suppression" | "addresses" | "mailchimp") | (null);
mapping?: { [key: string]: string };
mapping_name?: string;
save_mapping_as?: string;
encoding?: ("windows-1250" | "windows-1251" | "windows-1252" | "windows-1253" | "windows-1254" | "windows-1255" | "windows-1256" | "windows-1257" | "windows-1258" | "macintosh") | (null);
group?: (string) | (null);
action?: "preview" | "pull";
} } };
responses: {
201: { headers: { [name: string]: unknown }; content: { "application/json": {
uuid: string;
name: string;
files: ({
name: string;
opted_out: boolean;
group?: (string) | (null);
})[];
format: ("csv" | "jsonl" | "xlsx" | "pinpoint" | "pinpoint_segments" | "ses_contacts" | "ses_suppression" | "addresses" | "mailchimp") | (null);
mapping: { [key: string]: string };
encoding: (string) | (null);
group: (string) | (null);
pull: ({
host: string;
since: (string) | (null);
status: "pulling" | "done" | "failed";
pulled: number;
hidden_addresses: number;
problem: (string) | (null);
waits_until: (string) | (null);
started_on: string;
}) | (null);
job: ({
uuid: string;
status: "pending" | "ready" | "waiting" | "queued" | "started" | "completed" | "failed" | "interrupted" | "paused";
total: (number) | (null);
token: (string) | (null);
}) | (null);
problem: (string) | (null);
preview?: ({
files: ({
name: string;
format: "csv" | "jsonl" | "xlsx" | "pinpoint" | "pinpoint_segments" | "ses_contacts" | "ses_suppression" | "addresses" | "mailchimp";
rows: number;
})[];
columns: ({
column: string;
target: string;
examples: (string)[];
})[];
rows: number;
created: number;
updated: number;
unchanged: number;
invalid: number;
duplicates: number;
opt_outs: {
given: number;
kept: number;
};
new_fields: ({
name: string;
type: "text" | "number" | "datetime" | "state" | "district" | "ward";
})[];
new_groups: (string)[];
new_smart_groups: ({
name: string;
query: string;
})[];
warnings: (string)[];
refused: ({
file: string;
line: number;
reason: "no_address" | "invalid_address" | "shortened_number" | "invalid_uuid" | "invalid_language" | "invalid_status" | "invalid_time" | "future_time" | "invalid_flag" | "invalid_group" | "conflict" | "too_many_cells" | "too_large" | "bad_encoding" | "not_json" | "duplicate" | "several_contacts" | "address_taken" | "deleted";
text: string;
column: (string) | (null);
})[];
}) | (null);
codes?: {
problem?: components['schemas']["Coded"];
pull?: {
problem: components['schemas']["Coded"];
};
preview?: {
warnings: (components['schemas']["Coded"])[];
refused: ({
text: components['schemas']["Coded"];
})[];
};
};
created_on: string;
uploads: ({
name: string;
url: string;
fields: { [key: string]: string };
})[];
} } };
202: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Import"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/import_reports.json": {
get: {
parameters: { query?: {
/** the import */
import?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Report"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the import */
import?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": { [key: string]: unknown } } };
responses: {
202: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Report"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/import_refusals.json": {
get: {
parameters: { query?: {
/** the import */
import?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: ({
file: string;
line: number;
reason: "no_address" | "invalid_address" | "shortened_number" | "invalid_uuid" | "invalid_language" | "invalid_status" | "invalid_time" | "future_time" | "invalid_flag" | "invalid_group" | "conflict" | "too_many_cells" | "too_large" | "bad_encoding" | "not_json" | "duplicate" | "several_contacts" | "address_taken" | "deleted";
text: string;
column: (string) | (null);
})[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/import_mappings.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: ({
name: string;
mapping: { [key: string]: string };
})[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/events.json": {
get?: never;
put?: never;
post: {
parameters: { query?: never; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
type: "msg_received" | "stop_contact" | "new_conversation" | "referral" | "mo_call" | "mo_miss" | "welcome_message";
urn: string;
text?: (string) | (null);
payload?: (string) | (null);
occurred_on?: (string) | (null);
external_id?: (string) | (null);
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["ReceivedEvent"] } };
201: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["ReceivedEvent"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/messages.json": {
get: {
parameters: { query?: {
/** only messages of this contact */
contact?: string;
/** only this message */
uuid?: string;
/** only the message with this integer id; by uuid it is found sooner */
id?: string;
/** inbox, flows, archived, outbox, sent, failed, incoming; inbox and archived when left out */
folder?: string;
/** only messages with this label; there are none, so the list is empty */
label?: string;
/** only messages of this broadcast, an integer; there are none, so the list is empty */
broadcast?: string;
/** received at or before this time */
before?: string;
/** received at or after this time */
after?: string;
/** which page, as next or previous of another page name it */
cursor?: string;
/** how many on a page: 250 when it is left out, and at most */
limit?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Message"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/channels.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Channel"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the channel to change */
uuid?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
kind?: "external" | "textit" | "africastalking" | "infobip" | "twilio" | "telerivet" | "vonage" | "whatsapp" | "aws_sms" | "aws_whatsapp" | "json";
name?: string;
secret?: string;
country?: (string) | (null);
scheme?: "tel" | "whatsapp" | "ext" | "facebook" | "telegram" | "viber";
public_url?: string;
number?: (string) | (null);
topic?: (string) | (null);
rotate_address?: boolean;
rotate_secret?: boolean;
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
uuid: string;
kind: "external" | "textit" | "africastalking" | "infobip" | "twilio" | "telerivet" | "vonage" | "whatsapp" | "aws_sms" | "aws_whatsapp" | "json";
name: string;
country: (string) | (null);
scheme: string;
public_url: string;
number: (string) | (null);
topic: (string) | (null);
created_on: string;
address?: string;
secret?: string;
} } };
201: { headers: { [name: string]: unknown }; content: { "application/json": {
uuid: string;
kind: "external" | "textit" | "africastalking" | "infobip" | "twilio" | "telerivet" | "vonage" | "whatsapp" | "aws_sms" | "aws_whatsapp" | "json";
name: string;
country: (string) | (null);
scheme: string;
public_url: string;
number: (string) | (null);
topic: (string) | (null);
created_on: string;
address?: string;
secret?: string;
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the channel */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/webhooks.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Webhook"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: {
/** the webhook to change */
uuid?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
url?: string;
events?: ("contact.created" | "contact.changed" | "contact.seen" | "contact.deleted" | "contacts.purge_due" | "job.scheduled" | "job.started" | "job.progress" | "job.completed" | "job.failed" | "job.interrupted")[];
rotate_secret?: boolean;
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
uuid: string;
url: string;
events: ("contact.created" | "contact.changed" | "contact.seen" | "contact.deleted" | "contacts.purge_due" | "job.scheduled" | "job.started" | "job.progress" | "job.completed" | "job.failed" | "job.interrupted")[];
status: "working" | "failing" | "disabled";
last_error: (string) | (null);
codes?: {
last_error: components['schemas']["Coded"];
};
failing_since: (string) | (null);
created_on: string;
secret?: string;
} } };
201: { headers: { [name: string]: unknown }; content: { "application/json": {
uuid: string;
url: string;
events: ("contact.created" | "contact.changed" | "contact.seen" | "contact.deleted" | "contacts.purge_due" | "job.scheduled" | "job.started" | "job.progress" | "job.completed" | "job.failed" | "job.interrupted")[];
status: "working" | "failing" | "disabled";
last_error: (string) | (null);
codes?: {
last_error: components['schemas']["Coded"];
};
failing_since: (string) | (null);
created_on: string;
secret: string;
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the webhook */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/queries.json": {
get?: never;
put?: never;
post: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
query: string;
contact?: string;
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Explanation"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/workspace.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Workspace"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/org.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Workspace"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/me.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Me"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/settings.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Settings"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: never; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
name?: string;
country?: (string) | (null);
languages?: (string)[];
timezone?: string;
date_style?: "day_first" | "month_first" | "year_first";
anon?: boolean;
dormancy_days?: number;
delete_any_status?: boolean;
confirm_above?: number;
delete_delay_hours?: number;
opts_in_by?: "any_message" | "start_words";
stop_words?: (((string)[]) | ({ [key: string]: (string)[] })) | (null);
start_words?: (((string)[]) | ({ [key: string]: (string)[] })) | (null);
help_words?: (((string)[]) | ({ [key: string]: (string)[] })) | (null);
flows_may_opt_in?: boolean;
messages_days?: number;
history_days?: number;
purge_archived_after_days?: (number) | (null);
purge_count?: number;
api_rates?: { [key: string]: number };
limits?: { [key: string]: number };
events?: ("contact.created" | "contact.changed" | "contact.seen" | "contact.deleted" | "contacts.purge_due" | "job.scheduled" | "job.started" | "job.progress" | "job.completed" | "job.failed" | "job.interrupted")[];
} } };
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Settings"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/tokens.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": {
next: (string) | (null);
previous: (string) | (null);
results: (components['schemas']["Token"])[];
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": {
role: "administrator" | "editor" | "viewer";
name: string;
} } };
responses: {
201: { headers: { [name: string]: unknown }; content: { "application/json": {
uuid: string;
name: string;
role: "administrator" | "editor" | "viewer";
created_on: string;
token: string;
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete: {
parameters: { query?: {
/** the token to revoke */
uuid?: string;
}; header?: {
/** up to 255 characters; for 24 hours a repetition under the same key is not carried out, and gets the first status with the object as it is now */
"Idempotency-Key"?: string;
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
204: { headers: { [name: string]: unknown }; content?: never };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/counts.json": {
get: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Counts"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/dormancy.json": {
get: {
parameters: { query?: {
/** numbers of days to count for, besides the usual ones; may be repeated */
days?: string;
}; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": components['schemas']["Dormancy"] } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
404: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
put?: never;
post: {
parameters: { query?: never; header?: {
/** `codes` for codes beside what is said in words */
Prefer?: string;
}; path?: never; cookie?: never };
requestBody: { content: { "application/json": { [key: string]: unknown } } };
responses: {
202: { headers: { [name: string]: unknown }; content: { "application/json": {
job: (string) | (null);
} } };
400: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
non_field_errors?: (string)[];
codes?: components['schemas']["Codes"];
} & { [key: string]: unknown }) } };
403: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
409: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
413: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
415: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
429: { headers: { [name: string]: unknown }; content: { "application/json": {
detail: string;
codes?: components['schemas']["Codes"];
} } };
500: { headers: { [name: string]: unknown }; content: { "text/plain": string; "application/json": {
message: string;
} } };
503: { headers: { [name: string]: unknown }; content: { "application/json": ({
detail: string;
codes?: components['schemas']["Codes"];
}) | ({
message: string;
}) } };
};
};
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/.json": {
get: {
parameters: { query?: never; header?: never; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": { [key: string]: string } } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
"/api/v2/openapi.json": {
get: {
parameters: { query?: never; header?: never; path?: never; cookie?: never };
requestBody?: never;
responses: {
200: { headers: { [name: string]: unknown }; content: { "application/json": { [key: string]: unknown } } };
};
};
put?: never;
post?: never;
delete?: never;
options?: never;
head?: never;
patch?: never;
trace?: never;
};
}
