/** What a job, a step of one, or its selection may be refused with. */
export const JOBS = {
  preview_deletion: 'A deletion must be previewed first: send "preview": true, then run it with its token and count.',
  preview_brought_back:
    'Who refused messages is brought back only after a preview: send "preview": true, then run it with its token and count.',
  preview_many:
    'More than {most} contacts are changed only after a preview: send "preview": true, then run it with its token and count.',
  too_many_open_jobs:
    'This workspace has {most} jobs that have not ended, which is the most that it may have at once. Wait until one of them has ended, or end one: POST jobs.json?uuid= with {body}.',
  preview_not_ready: 'Only a previewed job that is ready can be run.',
  preview_expired: 'The preview has expired: it can be run for 15 minutes. Preview the job again.',
  preview_token: 'The token is not the one that the preview answered.',
  not_running: 'Only a job that is queued or started can be paused.',
  not_paused: 'Only a paused job can be resumed.',
  not_waiting: 'Only a job that waits can begin at another time.',
  import_cannot_wait: 'An import cannot wait: its files are kept for a day.',
  waits_too_long: 'A job can wait until {days} days after it was asked for.',
  begins_too_late: 'A job can wait for {days} days at most.',
  deletion_waits:
    'A deletion waits for {hours} hours once it is confirmed, or changed (delete_delay_hours). Give a later time.',
  no_time: 'Give a date and time with its zone, such as "2027-01-31T10:00:00+02:00".',
  undo_deletion: 'A deletion is for good: it cannot be undone.',
  undo_export: 'An export changes no contact: there is nothing to undo.',
  undo_group_gone: 'The group is gone, or its query matches nobody: nobody can be put back into it.',
  undo_smart_group: 'Smart groups follow their queries: they are evaluated, and not put back.',
  undo_unknown: 'It is not known here what it did.',
  undo_too_soon:
    'Slices that were under way when the job was interrupted may still change contacts: try again in two minutes.',
  undo_not_ended: 'Only a job that has ended can be undone: interrupt it first.',
  undo_too_late: 'A job can be undone for {days} days after its end.',
  undo_nobody: 'The job has changed no contact: there is nothing to undo.',
  repeat_not_ended: 'Only a job that has ended can be repeated for the contacts that failed.',
  repeat_by_itself: 'What the service does by itself it also repeats by itself.',
  repeat_nobody: 'No contact of the job has failed: there is nothing to repeat.',
  repeat_forgotten:
    'What was given with this job was forgotten when it had ended, since it may name people. Ask for it anew, with {selection} as its selection.',
  outcome_not_ended: 'Only the contacts of a job that has ended can be selected by what became of them.',
  select_archived: 'Only archived contacts can be deleted. Archive them first, then delete the folder "archived".',
  select_active: 'Only active contacts can be started.',
  group_being_found: 'The members of the group {group} are still being found. Try again when it is ready.',
  group_invalid: 'The query of the group {group} is no longer valid. Edit it first.',
  too_many_runs:
    'The flows that the query asks for had {found} runs in the last 90 days, more than a search can go through ({most}).',
  reason_for_active: 'A reason is for the status "active" only.',
  export_anonymous: 'An anonymous workspace exports no addresses.',
  export_no_scheme: '"{scheme}" is no URN scheme.',
  export_no_column: '"{column}" is no column: {columns}, urn:<scheme>, field:<name>, group:<name>.',
  export_no_columns: 'Name a column, or leave this out for all of them.',
  file_gone: 'The file was kept for a day, and is gone. Export again.',
  file_not_for_viewers: 'Viewers cannot take contacts out.',
  file_of_before: 'The file has addresses in it, and the workspace has become anonymous since. Export again.',
} as const;
