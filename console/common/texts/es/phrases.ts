import type { Texts } from '../catalogue.ts';

export const phrases: Texts['phrases'] = {
  and: /\s*,\s*(?:[ye]|pero)?\s+|\s+(?:[ye]|pero)\s+|\s*,\s*/i,
  or: /\s*,?\s+[ou]\s+/i,
  units: { d: /^días?$/i, w: /^semanas?$/i, m: /^mes(?:es)?$/i, y: /^años?$/i },
  notSeenFor:
    /^(?:sin (?:dar )?señales(?: de vida)?|no vist[oa]s?|inactiv[oa]s?|en silencio|callad[oa]s?) (?:desde )?hace (?:más de )?(?<n>\d{1,4}) (?<unit>\p{L}+)$/iu,
  seenWithin: /^(?:vist[oa]s?|activ[oa]s?) en (?:l[oa]s )?últim[oa]s (?<n>\d{1,4}) (?<unit>\p{L}+)$/iu,
  createdWithin: /^(?:cread[oa]s?|añadid[oa]s?|nuev[oa]s?) en (?:l[oa]s )?últim[oa]s (?<n>\d{1,4}) (?<unit>\p{L}+)$/iu,
  createdBefore: /^(?:cread[oa]s?|añadid[oa]s?) hace más de (?<n>\d{1,4}) (?<unit>\p{L}+)$/iu,
  neverSeen: /^nunca (?:vist[oa]s?|(?:dio|dieron) señales(?: de vida)?)$/i,
  notInGroup: /^no (?:están? )?en (?:el grupo )?(?<name>.+)$/i,
  inGroup: /^(?:están? )?en (?:el grupo )?(?<name>.+)$/i,
  speaks: /^(?:que )?hablan? (?<name>.+)$/i,
  noName: /^sin nombre$/i,
  noNumber: /^sin (?:número(?: de teléfono)?|teléfono)$/i,
};
