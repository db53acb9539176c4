import type { Texts } from '../catalogue.ts';

export const erasures: Texts['erasures'] = {
  hint: 'Tous ceux qui ont été supprimés définitivement, les derniers d’abord. Rien ici ne dit qui ils étaient ; un reçu est signé : qui le reçoit peut vérifier qu’il est vrai.',
  none: 'Aucune suppression n’est inscrite ici.',
  job: 'Travail',
  uuid: 'Identifiant, comme dans la liste',
  after: 'Du',
  before: 'Au',
  day: 'AAAA-MM-JJ',
  who: 'Supprimé par',
  removed: 'Partis avec eux',
  removedOf: ({ urns, history, messages, groups }) =>
    `Adresses : ${urns}. Historique : ${history}. Messages : ${messages}. Groupes : ${groups}.`,
  receipt: 'Reçu',
  receiptOf: (contact) => `Reçu de ${contact}`,
  receiptOfJob: 'Reçu de tout le travail',
  ofJob: 'Effacements et reçus',
};
