import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

export const suppressions: Texts['suppressions'] = {
  hint: 'Les adresses qui ont refusé les messages, que quelqu’un les ait ou non. Elles survivent à la suppression d’une personne.',
  ask: 'Interroger une adresse',
  addressHint: 'Un numéro de téléphone, une adresse e-mail, ou avec sa sorte, comme whatsapp:250788123456.',
  look: 'Chercher',
  isSuppressed: 'ne reçoit pas de messages',
  isFree: 'n’a pas refusé les messages',
  since: 'Depuis',
  nobodys: 'Personne n’a cette adresse',
  show: 'Voir le contact',
  notes: { added: 'Ajouté', lifted: 'Levé' },
  liftAtContact: 'Ce qu’un contact a refusé se lève sur le contact.',
  lift: 'Lever le refus',
  liftHint: 'Qui reçoit l’adresse désormais pourra recevoir des messages. Ne le faites que si la personne l’a demandé.',
  lifted: 'Le refus est levé.',
  reason: 'Raison',
  reasonHint: 'Elle reste avec l’adresse.',
  add: 'Ajouter des adresses',
  addHint:
    'Des adresses désabonnées ailleurs. Qui en a une devient désabonné ; les autres sont retenues pour qui les recevra.',
  addByImport: 'Un fichier entier s’importe, avec un aperçu.',
  addressesHint: 'Une par ligne.',
  addReasonHint: 'D’où vient la liste, par exemple.',
  suppress: (count, shown) => (count === 0 ? 'Retenir' : `Retenir ${shown} ${plusieurs(count, 'adresse', 'adresses')}`),
  suppressed: (count, shown) => `${shown} ${plusieurs(count, 'adresse retenue', 'adresses retenues')}.`,
  stopped: (count, shown) => `${shown} ${plusieurs(count, 'contact désabonné', 'contacts désabonnés')}.`,
  refused: (count, shown) =>
    `${shown} ${plusieurs(count, 'ligne n’a pas été prise, et reste', 'lignes n’ont pas été prises, et restent')} ci-dessus à corriger :`,
  already: (count, shown) => `${shown} l’${plusieurs(count, 'était', 'étaient')} déjà.`,
};
