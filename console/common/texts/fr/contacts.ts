import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

export const contacts: Texts['contacts'] = {
  add: 'Ajouter un contact',
  phone: 'Numéro de téléphone',
  phoneHint: 'Avec l’indicatif du pays, ou comme on le compose dans le pays de l’espace de travail.',
  lastSeen: 'Vu',
  created: 'Créé',
  never: 'Jamais',
  unnamed: 'Sans nom',
  staticGroup: 'Les membres sont ajoutés et retirés à la main, par des flux et par des imports.',
  emptyFolder: {
    active: 'Personne n’est encore actif. Les personnes viennent par import, une à une à la main, ou en vous écrivant.',
    dormant: 'Personne ne s’est tu aussi longtemps.',
    archived: 'Personne n’est archivé.',
    stopped: 'Personne ne s’est désabonné.',
    blocked: 'Personne n’est bloqué.',
  },
  emptyGroup: 'Personne n’est dans ce groupe.',
  noMatch: 'Personne ne correspond.',
  noneYet: (looked, all) =>
    `Personne jusqu’ici : ${looked} contacts regardés, sur ${all} au plus. Passez à la page suivante, ou précisez la recherche.`,
  partial: (looked, all) =>
    `${looked} contacts regardés jusqu’ici, sur ${all} au plus. D’autres peuvent être à la page suivante.`,
  unread: 'La recherche ne peut pas être lue.',
  saved: 'Recherches enregistrées',
  saveSearch: 'Enregistrer cette recherche',
  renameSearch: (name) => `Renommer « ${name} »`,
  deleteSearch: (name) => `Supprimer « ${name} »`,
  searchName: 'Nom de la recherche',
  searchHint: 'Tout l’espace de travail la trouve dans cette liste.',
  deleteSearchHint: 'Elle quitte la liste pour tout le monde. Aucun contact ne change.',
  clearSearch: 'Effacer la recherche',
  search: 'Chercher des contacts',
  found: (count, shown, more) =>
    `${more ? 'Au moins ' : ''}${shown} ${plusieurs(count, 'correspondance', 'correspondances')}`,
  narrow: 'Affiner',
  facets: {
    status: 'Statut',
    language: 'Langue',
    none: 'Sans valeur',
    before: (month) => `Avant ${month}`,
  },
  selection: 'Sélection',
  selectAllRows: 'Sélectionner toutes les lignes de cette page',
  selectRow: (name) => `Sélectionner ${name}`,
  selected: (count, shown, total) => {
    const selected = plusieurs(count, 'sélectionné', 'sélectionnés');
    return total === null ? `${shown} ${selected}` : `${shown} sur ${total} ${selected}`;
  },
  allSelected: (shown, searched) =>
    shown === null
      ? 'Tous ceux qui correspondent sont sélectionnés'
      : searched
        ? `Les ${shown} qui correspondent sont sélectionnés`
        : `Tous les ${shown} sont sélectionnés`,
  selectAll: (total) => (total === null ? 'Tout sélectionner' : `Sélectionner les ${total}`),
  selectAllMatching: (total) =>
    total === null ? 'Sélectionner tous ceux qui correspondent' : `Sélectionner les ${total} qui correspondent`,
  atLeast: (shown) => `au moins ${shown}`,
  selectNone: 'Ne rien sélectionner',
  preferences: 'Préférences',
  confirm: 'Confirmer',
  compact: 'Compact',
  compactHint: 'Plus de lignes à l’écran',
};
