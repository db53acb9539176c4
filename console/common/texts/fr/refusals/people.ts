import type { Refusals } from '../../refusals.ts';

export const people: Refusals = {
  contact_too_large: ({ bytes, most }) =>
    `Le contact serait trop gros : ${bytes} octets, sur ${most} au plus. Raccourcissez ou videz quelque chose.`,
  contact_moved: () => 'Le contact a été modifié entre-temps. Relisez-le.',
  contact_missing: () => 'Ce contact n’existe pas, ou plus.',
  contact_fault: () => 'Un contact n’a pas pu être modifié, par une panne du service.',
  others_done: () => 'C’est fait pour tous les autres contacts.',
  bad_datetime: () => 'Ce n’est pas une date avec son heure.',
  in_future: () => 'Ce moment est dans l’avenir.',
  seen_moves_on: ({ time }) => `Cela ne recule pas : le contact a donné signe de vie le ${time}.`,
  administrators_only: () => 'Seuls les administrateurs changent ceci ici.',
  static_group: () => 'Un groupe ordinaire n’a pas de recherche : ses membres sont ajoutés et retirés à la main.',
  group_populating: () =>
    'Les membres de ce groupe sont encore cherchés : sa recherche ne peut pas changer maintenant.',
  flow_too_large: () => 'Le flux est trop grand : 1 000 000 d’octets au plus, et 400 000 comprimés.',
  name_in_use: ({ name }) => `« ${name} » est déjà pris.`,
  not_an_export: () => 'Ce n’est pas une liste comme dans un fichier exporté.',
  address_has_contact: () => 'Un contact a cette adresse. Son refus se lève sur sa page, avec une raison.',
  receipt_not_ended: () => 'Le travail n’est pas terminé : il aura un reçu quand il le sera.',
  receipt_of_deletion: () => 'Seule une suppression a un reçu.',
  receipt_incomplete: ({ found, total }) =>
    `Le registre a ${found} suppressions sur ${total} pour l’instant. Réessayez dans un moment.`,
};
