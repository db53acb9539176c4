import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

const days = (count: number): string => `${count} ${plusieurs(count, 'jour', 'jours')}`;

export const policies: Texts['policies'] = {
  hint: 'Une politique dit ce qui arrive aux personnes, étape par étape : un mot, puis plus de messages, puis l’archive.',
  days,
  percent: (shown) => `${shown} %`,
  try: 'Essayer une politique sur le passé',
  tryHint: 'Rien n’est changé. Vous voyez qui chaque étape aurait pris, et qui a écrit de nouveau plus tard.',
  clock: 'Les jours se comptent depuis',
  clocks: {
    last_seen: 'le dernier signe de vie',
    created: 'l’ajout du contact',
    field: 'une date gardée dans un champ',
    stopped: 'le désabonnement de la personne',
    blocked: 'le blocage de la personne',
    archived: 'l’archivage de la personne',
  },
  field: 'Champ avec la date',
  query: 'Seulement les personnes qui correspondent',
  queryHint: 'Une recherche, par exemple : district = Huye. Laissez vide pour tout le monde.',
  step: (number) => `Étape ${number}`,
  stages: {
    flag: 'Marquer comme dormant',
    start_flow: 'Lancer un flux',
    add_to_group: 'Ajouter à un groupe',
    tell: 'Prévenir d’autres programmes',
    stop_sending: 'Ne plus envoyer',
    archive: 'Archiver',
    delete: 'Supprimer définitivement',
  },
  what: 'Ce qu’elle fait',
  flow: 'Flux',
  group: 'Groupe',
  afterClock: 'Jours',
  afterStage: 'Jours après l’étape précédente',
  addStep: 'Ajouter une étape',
  removeStep: (number) => `Retirer l’étape ${number}`,
  line: 'La politique sur une ligne',
  dayOf: (count) => `Après ${days(count)}`,
  result: 'Ce qui se serait passé',
  slider: (count) => `La première étape après ${days(count)}`,
  takenChart: 'Pris par la première étape, par mois',
  since: (day, people) => `Connu depuis le ${day}, par les messages et l’historique de ${people} personnes.`,
  sampled: (read, of) =>
    `Compté sur ${read} personnes parmi ${of}, un échantillon fidèle. Les parts sont proches ; les nombres sont ceux de l’échantillon.`,
  month: 'Mois',
  taken: 'Pris',
  stayedQuiet: 'Plus de nouvelles depuis',
  wroteAgain: 'A écrit de nouveau plus tard',
  wroteWithin: (count) => `A écrit en ${days(count)}`,
  would: (count, taken, wrote) =>
    `La première étape aurait agi ${taken} ${plusieurs(count, 'fois', 'fois')}, et ${wrote} ont écrit de nouveau plus tard.`,
  stepTotal: (taken, wrote) => `${taken} pris, ${wrote} ont écrit de nouveau`,
  stepUnknown: 'Trop ancien pour le savoir',
  curve: 'Combien de personnes silencieuses reviennent',
  curveHint: 'Pour les personnes silencieuses depuis tant de jours, la part qui écrit de nouveau.',
  within: 'Reviennent en moins de',
  unknownFrom: (count) =>
    `Le gris est inconnu : après ${days(count)} de silence, personne n’a été suivi assez longtemps pour le dire.`,
  plain: (cases, quiet, returned, within, range) =>
    `Sur ${cases} cas de silence de plus de ${days(quiet)}, ${returned} ont écrit dans les ${days(within)} suivants${range}.`,
  likely: (share, low, high) => ` (${share}, sans doute de ${low} à ${high})`,
  noCases: (quiet, within) =>
    `Il n’y a pas encore de cas de ${days(quiet)} de silence suivis de ${days(within)}. On ne sait pas ; ce n’est pas 0.`,
  estimate: (share) =>
    `En comptant aussi qui se tait encore, qui est parti ou qui a été ajouté tard, environ ${share} reviennent.`,
  explain: 'Comment lire ceci',
  explanation: [
    'Un cas commence par un message et finit au suivant. Une même personne peut former plusieurs cas.',
    'Un désabonnement n’est pas un retour. Qui s’est désabonné, est bloqué ou archivé n’est plus compté depuis ce jour.',
    'Les personnes supprimées manquent au passé : les retours peuvent paraître plus fréquents qu’ils ne l’étaient.',
  ],
  prompted: (count, shown) =>
    `${shown} ${plusieurs(count, 'retour répondait', 'retours répondaient')} à un avis, et ne sont pas dans la courbe.`,
  neverSeen: (open, wrote) => `Jamais entendues : ${open} personnes. ${wrote} ont écrit pour la première fois.`,
};
