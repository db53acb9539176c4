export const contact = {
  standings: { active: 'Active', dormant: 'Dormant', archived: 'Archived', stopped: 'Stopped', blocked: 'Blocked' },
  none: 'None',
  dormantSince: 'Dormant since',
  discard: 'Discard changes',
  saveAnyway: 'Save mine anyway',
  conflict:
    'Somebody else has changed this contact meanwhile. The new values stand below yours; save again to keep yours.',
  theirs: (value: string) => `Now: ${value}`,
  messages: 'Messages',
  noMessages: 'Has not written.',
  download: 'Download',
  carrier: 'Opt-out lists of the carrier',
  atCarrier: { optedOut: 'opted out', notOptedOut: 'not opted out', unknown: 'not known' },
  carrierProblems: {
    removed_within_30_days: 'it was taken off within the last 30 days, and AWS does that only once in 30 days',
  },
  carrierRefused: (code: string) => `the carrier could not be told (${code})`,
  pending: { put: 'is to be opted out there', remove: 'is to be taken off' },
};
