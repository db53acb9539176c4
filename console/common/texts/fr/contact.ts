import type { Texts } from '../catalogue.ts';

export const contact: Texts['contact'] = {
  standings: {
    active: 'Actif',
    dormant: 'Dormant',
    archived: 'Archivé',
    stopped: 'Désabonné',
    blocked: 'Bloqué',
  },
  none: 'Aucun',
  dormantSince: 'Dormant depuis',
  discard: 'Abandonner les changements',
  saveAnyway: 'Enregistrer quand même',
  conflict:
    'Quelqu’un d’autre a changé ce contact entre-temps. Sous vos valeurs, ce qu’il est devenu ; enregistrez encore pour garder les vôtres.',
  theirs: (value) => `Maintenant : ${value}`,
  messages: 'Messages',
  noMessages: 'N’a pas écrit.',
  download: 'Télécharger',
  carrier: 'Listes de refus de l’opérateur',
  atCarrier: { optedOut: 'désabonné', notOptedOut: 'non désabonné', unknown: 'inconnu' },
  carrierProblems: {
    removed_within_30_days: 'il en a été retiré il y a moins de 30 jours, et AWS ne le fait qu’une fois en 30 jours',
  },
  carrierRefused: (code) => `l’opérateur n’a pas pu être informé (${code})`,
  pending: { put: 'doit y être désabonné', remove: 'doit en être retiré' },
};
