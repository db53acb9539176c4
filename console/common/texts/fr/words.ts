import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

export const words: Texts['words'] = {
  actions: 'Actions',
  advanced: 'Avancé',
  address: 'Adresse',
  addresses: 'Adresses',
  cancel: 'Annuler',
  chooseLanguage: 'Choisir une langue',
  columns: 'Colonnes',
  contact: 'Contact',
  contacts: 'Contacts',
  contactsOf: (count, shown) => `${shown} ${plusieurs(count, 'contact', 'contacts')}`,
  counting: 'Comptage',
  details: 'Détails',
  download: 'Télécharger',
  fields: 'Champs',
  find: 'Chercher',
  groups: 'Groupes',
  language: 'Langue',
  name: 'Nom',
  noneFound: 'Rien n’est trouvé.',
  notSet: 'Non précisé',
  save: 'Enregistrer',
  state: 'État',
  status: 'Statut',
  why: 'Pourquoi',
};
