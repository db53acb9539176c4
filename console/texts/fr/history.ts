import type { Texts } from '../texts.tsx';

export const history: Texts['history'] = {
  title: 'Historique',
  none: 'Rien n’est encore arrivé.',
  statuses: { active: 'actif', archived: 'archivé', blocked: 'bloqué', stopped: 'désabonné' },
  other: {
    contact_urns_changed: 'Adresses changées',
    contact_created: 'Créé',
    contact_last_seen: 'A donné signe de vie',
    contact_dormant_changed: 'Dormance changée',
    contact_notes_changed: 'Notes changées',
    run_result_changed: 'Un résultat a été noté',
    msg_received: 'A écrit un message',
    error: 'Une erreur d’un flux',
    failure: 'Un flux a échoué',
  },
  status: (status) => `Devenu ${status}.`,
  name: (name) => (name === '' ? 'Nom effacé.' : `Nom : ${name}.`),
  language: (code) => (code === '' ? 'Langue effacée.' : `Langue : ${code}.`),
  field: (field, value) => (value === '' ? `${field} effacé.` : `${field} : ${value}.`),
  joined: (names) => `A rejoint ${names}.`,
  left: (names) => `A quitté ${names}.`,
  by: (name) => `par ${name}`,
  job: 'dans un travail',
};
