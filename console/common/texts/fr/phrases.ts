import type { Texts } from '../catalogue.ts';

export const phrases: Texts['phrases'] = {
  and: /\s*,\s*(?:et|mais)?\s*|\s+(?:et|mais)\s+/i,
  or: /\s*,?\s+ou\s+/i,
  units: { d: /^jours?$/i, w: /^semaines?$/i, m: /^mois$/i, y: /^(?:ans?|années?)$/i },
  notSeenFor:
    /^(?:(?:pas|plus) (?:vue?s?|actifs?|actives?)|silencieu(?:x|ses?)) depuis (?:plus de )?(?<n>\d{1,4}) (?<unit>[\p{L}]+)$/iu,
  seenWithin: /^(?:vue?s?|actifs?|actives?) (?:dans|ces) (?:les )?(?<n>\d{1,4}) derni(?:ers|ères) (?<unit>[\p{L}]+)$/iu,
  createdWithin:
    /^(?:créée?s?|ajoutée?s?|nouveau|nouveaux) (?:dans|ces) (?:les )?(?<n>\d{1,4}) derni(?:ers|ères) (?<unit>[\p{L}]+)$/iu,
  createdBefore: /^(?:créée?s?|ajoutée?s?) il y a plus de (?<n>\d{1,4}) (?<unit>[\p{L}]+)$/iu,
  neverSeen: /^jamais vue?s?$/i,
  notInGroup: /^pas dans (?:le groupe )?(?<name>.+)$/i,
  inGroup: /^dans (?:le groupe )?(?<name>.+)$/i,
  speaks: /^(?:qui )?parl(?:e|ent) (?<name>.+)$/i,
  noName: /^sans nom$/i,
  noNumber: /^sans numéro(?: de téléphone)?$/i,
};
