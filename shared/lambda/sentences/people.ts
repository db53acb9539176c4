/** What a contact, a group, a flow, a suppression or a receipt may be refused with. */
export const PEOPLE = {
  contact_too_large:
    'The contact would be too large: its name, URNs, fields and notes would take {bytes} bytes together, of at most {most}. Shorten some, or clear them.',
  contact_moved: 'The contact has been changed; its ETag is now {tag}.',
  contact_missing: 'There is no such contact.',
  contact_fault: '{uuid}: The contact could not be changed, by a fault of the service.',
  others_done: 'The action was carried out on all other contacts.',
  bad_datetime:
    'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
  in_future: 'This time is in the future.',
  seen_moves_on: 'It does not move back: the contact was last seen on {time}.',
  administrators_only: 'Only administrators may change this here. Actions on contacts: contact_actions.json.',
  static_group: 'A static group has no query: its members are added and removed by hand.',
  group_populating: 'You cannot update the query of a group that is populating.',
  flow_too_large: 'The flow is too large: at most 1,000,000 bytes, and 400,000 when compressed.',
  name_in_use: '{name} is in use.',
  not_an_export: 'Not a list as it stands in an export file.',
  address_has_contact: 'A contact has this address. What the contact refused is lifted by contact_actions.json.',
  receipt_not_ended: 'The job has not ended: it has a receipt when it has.',
  receipt_of_deletion: 'Only a deletion has a receipt.',
  receipt_incomplete: 'The ledger has {found} of {total} deletions so far. Try again in a moment.',
} as const;
