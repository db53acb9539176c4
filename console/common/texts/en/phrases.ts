import type { PhraseWords } from '../../query-box/phrases.ts';

export const phrases: PhraseWords = {
  and: /\s*,\s*(?:and|but)?\s*|\s+(?:and|but)\s+/i,
  or: /\s*,?\s+or\s+/i,
  units: { d: /^days?$/i, w: /^weeks?$/i, m: /^months?$/i, y: /^years?$/i },
  notSeenFor:
    /^(?:(?:not|n't) (?:been )?(?:seen|heard from|active)|quiet|silent) (?:for|in|since)(?: more than| the last)? (?<n>\d{1,4}) (?<unit>\w+)$/i,
  seenWithin: /^(?:seen|heard from|active) (?:with)?in(?: the)?(?: last)? (?<n>\d{1,4}) (?<unit>\w+)$/i,
  createdWithin: /^(?:created|added|new) (?:with)?in(?: the)?(?: last)? (?<n>\d{1,4}) (?<unit>\w+)$/i,
  createdBefore: /^(?:created|added) more than (?<n>\d{1,4}) (?<unit>\w+) ago$/i,
  neverSeen: /^never (?:been )?(?:seen|heard from)$/i,
  notInGroup: /^not in (?:the group )?(?<name>.+)$/i,
  inGroup: /^in (?:the group )?(?<name>.+)$/i,
  speaks: /^(?:who )?speaks? (?<name>.+)$/i,
  noName: /^(?:without|with no|no) (?:a )?name$/i,
  noNumber: /^(?:without|with no|no) (?:a )?(?:phone )?number$/i,
};
