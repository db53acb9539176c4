import type { Texts } from '../catalogue.ts';

export const history: Texts['history'] = {
  title: 'Historique',
  none: 'Rien n’est encore arrivé.',
  statuses: { active: 'actif', archived: 'archivé', blocked: 'bloqué', stopped: 'désabonné' },
  other: {
    contact_urns_changed: 'Adresses changées',
    contact_created_on_changed: 'Date de création changée',
    contact_last_seen_changed: 'A donné signe de vie',
    run_result_changed: 'Un résultat a été noté',
    error: 'Quelque chose n’a pas pu être fait',
    failure: 'Un flux a échoué',
  },
  errors: {
    'dependency:missing': 'Un groupe ou un champ que nomme un flux n’existe plus',
    'group:missing': 'Un groupe que nomme un flux n’existe plus',
    'urn:invalid': 'Pas une adresse',
    'urn:taken': 'L’adresse est celle d’un autre contact',
    'language:invalid': 'Pas un code de langue',
    opted_out: 'N’est pas redevenu actif : s’est désabonné',
    expression: 'Une expression d’un flux n’a pas pu être lue',
  },
  dormant: (is) => (is ? 'S’est tu : dormant.' : 'N’est plus dormant.'),
  status: (status) => `Devenu ${status}.`,
  name: (name) => (name === '' ? 'Nom effacé.' : `Nom : ${name}.`),
  language: (code) => (code === '' ? 'Langue effacée.' : `Langue : ${code}.`),
  field: (field, value) => (value === '' ? `${field} effacé.` : `${field} : ${value}.`),
  joined: (names) => `A rejoint ${names}.`,
  left: (names) => `A quitté ${names}.`,
  by: (name) => `par ${name}`,
  job: 'dans un travail',
};
