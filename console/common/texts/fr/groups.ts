import type { Texts } from '../catalogue.ts';

export const groups: Texts['groups'] = {
  hint: 'Des groupes aux membres choisis à la main, et des groupes dynamiques, dont une recherche trouve les membres à chaque changement.',
  create: 'Nouveau groupe',
  edit: 'Modifier le groupe',
  delete: 'Supprimer le groupe',
  deleteHint: (name) => `Supprimer le groupe ${name} ? Ses membres restent comme ils sont, et le quittent.`,
  menu: 'Tout le groupe',
  saveAs: 'Enregistrer comme groupe dynamique',
  name: 'Nom du groupe',
  members: 'Membres',
  kind: 'Sorte',
  byHand: 'À la main',
  smart: 'Dynamique',
  smartHint: 'Qui correspond à la recherche est membre, désormais tout seul.',
  query: 'Recherche',
  ready: 'Prêt',
  invalid: 'La recherche n’est plus valable',
  filling: 'Recherche des membres',
  none: 'Il n’y a pas encore de groupes.',
  willFollow: 'Qui correspond est membre, désormais tout seul :',
};
