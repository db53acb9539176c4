import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

type Counted = (count: number, shown: string) => string;
const people: Counted = (count, shown) => `${shown} ${plusieurs(count, 'personne', 'personnes')}`;
/** `12 contacts archivés`. */
const done =
  (participle: string, behind = ''): Counted =>
  (count, shown) =>
    `${shown} ${plusieurs(count, `contact ${participle}`, `contacts ${participle}s`)}${behind}.`;
const doing =
  (noun: string, behind = ''): Counted =>
  (count, shown) =>
    `${noun} de ${shown} ${plusieurs(count, 'contact', 'contacts')}${behind}.`;

export const actions: Texts['actions'] = {
  undo: 'Défaire',
  tickFirst: 'Cochez d’abord des contacts',
  deleteAll: 'Tout supprimer',
  names: {
    archive: 'Archiver',
    restore: 'Restaurer',
    block: 'Bloquer',
    stop: 'Désabonner',
    add_to_group: 'Ajouter à un groupe',
    remove_from_group: 'Retirer du groupe',
    move_to_group: 'Déplacer vers un autre groupe',
    start_flow: 'Lancer dans un flux',
    set_field: 'Remplir un champ',
    set_language: 'Choisir la langue',
    export: 'Exporter',
    delete: 'Supprimer',
  },
  ask: {
    archive: (count, shown) =>
      `Archiver ${people(count, shown)} ? ${plusieurs(
        count,
        'Elle quitte tous les groupes et ne reçoit rien jusqu’à ce qu’on la restaure ou qu’elle écrive.',
        'Elles quittent tous les groupes et ne reçoivent rien jusqu’à ce qu’on les restaure ou qu’elles écrivent.',
      )}`,
    restore: (count, shown) =>
      `Restaurer ${people(count, shown)} ? ${plusieurs(count, 'Elle pourra', 'Elles pourront')} de nouveau recevoir des messages.`,
    block: (count, shown) =>
      `Bloquer ${people(count, shown)} ? ${plusieurs(
        count,
        'Elle ne reçoit rien, ce qu’elle envoie est mis de côté, et elle quitte tous les groupes.',
        'Elles ne reçoivent rien, ce qu’elles envoient est mis de côté, et elles quittent tous les groupes.',
      )}`,
    stop: (count, shown) =>
      `Désabonner ${people(count, shown)} ? ${plusieurs(
        count,
        'Elle quitte tous les groupes et ne reçoit rien jusqu’à ce qu’elle écrive.',
        'Elles quittent tous les groupes et ne reçoivent rien jusqu’à ce qu’elles écrivent.',
      )}`,
    add_to_group: (count, shown) => `Ajouter ${people(count, shown)} au groupe ?`,
    remove_from_group: (count, shown) => `Retirer ${people(count, shown)} du groupe ?`,
    move_to_group: (count, shown) =>
      `Déplacer ${people(count, shown)} vers l’autre groupe ? Celui-ci reste, vide, jusqu’à ce que vous le supprimiez. D’ici là, cela se défait.`,
    start_flow: (count, shown) => `Faire passer ${people(count, shown)} par le flux ?`,
    set_field: (count, shown) => `Donner cette valeur au champ de ${people(count, shown)} ?`,
    set_language: (count, shown) => `Donner cette langue à ${people(count, shown)} ?`,
    export: (count, shown) => `Écrire ${people(count, shown)} dans un fichier ? Rien ne change pour elles.`,
    delete: (count, shown) => `Supprimer définitivement ${people(count, shown)} ?`,
  },
  run: {
    archive: (_, shown) => `Archiver ${shown}`,
    restore: (_, shown) => `Restaurer ${shown}`,
    block: (_, shown) => `Bloquer ${shown}`,
    stop: (_, shown) => `Désabonner ${shown}`,
    add_to_group: (_, shown) => `Ajouter ${shown}`,
    remove_from_group: (_, shown) => `Retirer ${shown}`,
    move_to_group: (_, shown) => `Déplacer ${shown}`,
    start_flow: (_, shown) => `Lancer ${shown}`,
    set_field: (_, shown) => `Remplir ${shown}`,
    set_language: (_, shown) => `Changer ${shown}`,
    export: (_, shown) => `Exporter ${shown}`,
    delete: (_, shown) => `Supprimer ${shown}`,
  },
  done: {
    archive: done('archivé'),
    restore: done('restauré'),
    block: done('bloqué'),
    stop: done('désabonné'),
    add_to_group: done('ajouté', ' au groupe'),
    remove_from_group: done('retiré', ' du groupe'),
    move_to_group: done('déplacé', ' vers l’autre groupe'),
    start_flow: done('passé', ' par le flux'),
    set_field: (count, shown) => `Le champ de ${shown} ${plusieurs(count, 'contact', 'contacts')} a été rempli.`,
    set_language: (count, shown) => `La langue de ${shown} ${plusieurs(count, 'contact', 'contacts')} a été changée.`,
    export: done('exporté'),
    delete: done('supprimé'),
  },
  started: {
    archive: doing('Archivage'),
    restore: doing('Restauration'),
    block: doing('Blocage'),
    stop: doing('Désabonnement'),
    add_to_group: doing('Ajout', ' au groupe'),
    remove_from_group: doing('Retrait', ' du groupe'),
    move_to_group: doing('Déplacement', ' vers l’autre groupe'),
    start_flow: doing('Passage', ' par le flux'),
    set_field: doing('Remplissage du champ'),
    set_language: doing('Changement de la langue'),
    export: (count, shown) => `${doing('Export')(count, shown)} Le fichier sera sur la page du travail.`,
    delete: doing('Suppression'),
  },
  undone: done('rétabli'),
  unchanged: (count, shown) => `${shown} ${plusieurs(count, 'inchangé', 'inchangés')}.`,
  leftOut: (count, shown) => `${shown} ${plusieurs(count, 'a été laissé', 'ont été laissés')} de côté.`,
  failed: (count, shown) => `${shown} ${plusieurs(count, 'échec', 'échecs')}.`,
  counting: 'Comptage exact en cours',
  notCounted: 'Le comptage a échoué.',
  nobody: 'Aucun contact n’est concerné : il n’y a rien à faire.',
  among: 'Parmi elles :',
  andOthers: (count, shown) => `et ${shown} ${plusieurs(count, 'autre', 'autres')}.`,
  takes: (time) => `Dure environ ${time}.`,
  estimate: (money, time) => `Coûte environ ${money} et dure environ ${time}.`,
  final: (count, shown) =>
    `C’est définitif. ${people(count, shown)} ${plusieurs(count, 'disparaîtra avec ses', 'disparaîtront avec leurs')} messages et ${plusieurs(count, 'son', 'leur')} historique, et rien ne ${plusieurs(count, 'la', 'les')} ramènera.`,
  lifts: {
    stopped: (count, shown) =>
      `${people(count, shown)} ${plusieurs(count, 'avait', 'avaient')} refusé les messages. ${plusieurs(count, 'Ne la restaurez que si elle l’a', 'Ne les restaurez que si elles l’ont')} demandé.`,
    blocked: (count, shown) =>
      `Votre équipe avait bloqué ${people(count, shown)}. Une fois ${plusieurs(count, 'restaurée, elle pourra', 'restaurées, elles pourront')} de nouveau recevoir des messages et écrire.`,
  },
  typeNumber: (shown) => `Pour confirmer, tapez le nombre ${shown}`,
  reason: 'Pourquoi les ramener',
  reasonHints: {
    stopped: 'Ces personnes avaient refusé les messages. La raison reste dans leur historique.',
    blocked: 'Votre équipe avait bloqué ces personnes. La raison reste dans leur historique.',
  },
  count: 'Compter les contacts',
  group: 'Groupe',
  chooseGroup: 'Choisir un groupe',
  begins: 'Début',
  atOnce: 'Aussitôt',
  later: 'Plus tard',
  beginsAt: (zone) => `Jour et heure (fuseau ${zone})`,
  passed: 'Ce moment est passé.',
  scheduled: (time) => `Cela commencera le ${time}. D’ici là, on peut l’annuler sous Travaux.`,
  leaveOut: 'En laisser de côté',
  leave: {
    nonActive: 'Qui n’est pas actif',
    startedPreviously: 'Qui est déjà passé par ce flux',
    notSeenSince: 'Qui n’a pas donné signe de vie depuis',
    seenWithin: 'Qui a donné signe de vie dans les derniers',
    groups: 'Les membres de',
  },
  days: 'Jours ; vide pour personne',
  notDays: 'Un nombre entier de jours, de 1 à 3 650.',
  countAnew: 'Compter à nouveau',
  chooseGroups: 'Choisissez des groupes',
  noGroupsYet: 'Il n’y a pas de groupes.',
  noGroups: 'Il n’y a pas de groupe où ajouter quelqu’un. Créez-en un sous Groupes.',
  field: 'Champ',
  chooseField: 'Choisir un champ',
  value: 'Valeur',
  valueHint: 'Vide : ce qui s’y trouve est enlevé.',
  download: 'Télécharger tout ce qui est gardé',
  more: 'Plus',
  flow: 'Flux',
  chooseFlow: 'Choisir un flux',
  noFlows: 'Il n’y a pas de flux. Créez-en un sous Flux.',
};
