/** Refusals of a request's address, headers, token or form. */
export const REQUESTS = {
  param_not_uuid: "Param '{param}': {value} is not a valid UUID.",
  param_not_urn: 'Invalid URN: {value}',
  param_not_whole: 'Value for {param} must be an integer',
  param_blank: "Param '{param}' may not be blank. Leave it out, or say which.",
  param_by_uuid: "Param '{param}': ask by uuid, since nothing is found by its number here.",
  param_unknown: "Param '{param}' is not known here.",
  param_doubled: "Param '{param}' is given more than once, and only the last one would count.",
  param_no_time: "Param '{param}': {value} is no time.",
  param_too_many: "Param '{param}' can have a maximum of {most} values.",
  param_too_long: "Param '{param}': ensure this has no more than {most} characters.",
  param_out_of_range: "Param '{param}': {value} is not from {least} to {most}.",
  param_none_of: "Param '{param}': {value} is not one of {values}.",
  param_wrong: "Param '{param}': {why}",
  param_must_be: '{param} must be one of {values}',
  params_exclusive: 'You may only specify one of the {params} parameters',
  params_go_together: "Param '{param}' goes with '{other}' only.",
  params_not_together: "Param '{param}' cannot be combined with '{other}'.",
  lookup_twice: 'URL can only contain one of the following parameters: {params}',
  lookup_missing: 'URL must contain one of the following parameters: {params}',
  sort_by_name: "Param 'sort': groups are sorted by name only, not by {value}.",
  sort_no_field:
    "Param 'sort': no such field with key: {key}. Besides fields there are {keys}. Groups and addresses, of which a contact may have several, are no order: ask for them by query, or count groups by facets.json.",
  too_many_to_sort:
    "Param 'sort': only up to {most} contacts can be sorted, and this search has to look at more. Narrow it by a group, a folder or days, or leave out sort. {plan}",
  sort_making:
    "Param 'sort': only the workspace's snapshot sorts so many contacts, and it is being made. Ask again in a minute with the same parameters, or in some minutes where there are millions, or leave out sort.",
  sort_behind:
    "Param 'sort': only the workspace's snapshot sorts so many contacts, and too many have changed since it was made. It is brought up to date when the changes end. Ask again some minutes later, or leave out sort.",
  sort_broken:
    "Param 'sort': only the workspace's snapshot sorts so many contacts, and the last one was broken. Another is being made. Ask again in a minute with the same parameters, or leave out sort.",
  sort_unavailable:
    "Param 'sort': only the workspace's snapshot sorts so many contacts, and it cannot be read or asked for at the moment. Try again later, or leave out sort.",
  total_of_search:
    "Param 'total' goes with 'query', or with 'group' and 'folder'. How many a folder or a group has is in counts.json.",
  no_column: "Param 'fields': a contact has no {column}.",
  paths_with_uuid: 'You may only specify paths with uuid.',
  cursor: 'Invalid cursor',
  no_credentials: 'Authentication credentials were not provided.',
  auth_header_empty: 'Invalid {scheme} header. No credentials provided.',
  auth_header_spaces: 'Invalid {scheme} header. {part} string should not contain spaces.',
  auth_header_characters: 'Invalid token header. Token string should not contain invalid characters.',
  auth_header_encoding: 'Invalid basic header. Credentials not correctly base64 encoded.',
  wrong_token: 'Invalid token',
  token_expired: 'This token has expired.',
  token_read_only: 'This token may only read.',
  token_other_endpoints: 'This token may not call "{name}", only {endpoints}.',
  session_ended: 'Your session has ended. Sign in again.',
  no_member: 'You are no member of this workspace.',
  provider_silent: 'The provider by which people sign in did not answer. Try again.',
  not_own_page: 'Only the pages of this service may ask this.',
  wrong_token_or_email: 'Invalid token or email',
  other_workspace: 'X-Temba-Workspace: this token is for another workspace, {workspace}.',
  method_not_allowed: 'Method "{method}" not allowed.',
  endpoint_near: 'Not found. Ask /api/v2/{name}.json instead.',
  endpoint_elsewhere: `TextIt's endpoint "{name}" has no meaning here: Dormouse keeps contacts and sends no messages.`,
  if_match_malformed: 'If-Match: {value} is not an entity tag, such as "7", nor *.',
  idempotency_key_malformed: 'Idempotency-Key must have 1 to 255 printable ASCII characters.',
  idempotency_key_used: 'This Idempotency-Key was used with another request. Use a new key for each request.',
  idempotency_key_refused:
    'Idempotency-Key: this request cannot be repeated, because its answer holds a secret that is not kept.',
  answer_not_kept:
    'This request was carried out and answered with status {status}; the answer was too large to be kept.',
  answer_too_large: 'The answer has {bytes} bytes, more than can be sent.',
  media_type: 'Unsupported media type "{type}" in request.',
  not_json: 'JSON parse error - {reason}',
  number_too_large: 'JSON parse error - the number {number} is too large',
  not_one_object: 'Request body should be a single JSON object',
  too_many_values: 'The body has too many values: at most {most}.',
  too_deep: 'The body is nested too deeply: at most {most} levels.',
  form_too_many_values: 'The form has too many values: at most {most}.',
  form_file: '{name}: no endpoint takes a file.',
  form_broken: 'The body is not the form that its Content-Type names.',
  json_as_form: 'This is JSON that was sent as a form. Send it with the header Content-Type: application/json.',
  earlier_form:
    'The tables hold data of an earlier release, of which nothing is read or changed, since opt-outs would be missed. For operators: run `npm run migrate` (runbook, "Data of an earlier form").',
  later_form:
    'The tables hold data of a later release (form {format}), which this one does not understand. For operators: run that release (runbook, "Data of an earlier form").',
  addresses_unowned:
    'Contacts of workspace {workspace} do not own their addresses, so that opt-outs would be missed: nothing is read or changed. For operators: run `npm run workspace -- repair {workspace}` (runbook, "Data of an earlier form").',
  key_lost:
    'The key under which addresses are stored has been lost or replaced: none is looked up and no contact is created, since opt-outs would be forgotten. For operators: runbook, "The key is lost".',
} as const;
