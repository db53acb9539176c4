import type { Texts } from '../texts.tsx';

export const groups: Texts['groups'] = {
  saveAs: 'Enregistrer comme groupe dynamique',
  save: 'Enregistrer',
  name: 'Nom du groupe',
  willFollow: 'Qui correspond est membre, désormais tout seul :',
};
