import type { Refusals } from '../../refusals.ts';

export const workspace: Refusals = {
  no_languages: () => 'Nommez au moins une langue.',
  type_twice: () => 'Ceci est nommé deux fois.',
  group_needs_addresses: ({ group }) =>
    `La recherche du groupe ${group} porte sur une adresse. Changez ou supprimez d’abord le groupe.`,
  none_of: ({ value, values }) => `« ${value} » n’est pas parmi : ${values}.`,
  no_words: ({ most }) =>
    `Il faut des mots d’au plus ${most} caractères, un par ligne, ou par langue : « fra: arrêt, stop ».`,
  own_token: () => 'Un jeton ne peut se révoquer lui-même.',
  no_event_types: () => 'Choisissez au moins une chose.',
  no_url: () => 'Ce n’est pas une adresse valable.',
  url_not_secure: () => 'L’adresse doit commencer par https://.',
  url_with_user: () => 'L’adresse ne doit contenir ni utilisateur ni mot de passe.',
  url_half: () => 'L’adresse doit avoir un nom complet, comme https://hooks.example.org.',
  url_inside: () => 'L’adresse doit être sur Internet, et non dans un réseau interne.',
  webhook_no_answer: ({ seconds }) => `Pas de réponse en ${seconds} secondes.`,
  webhook_unreachable: () => 'Il est injoignable.',
  webhook_unreachable_for: ({ reason }) => `Il est injoignable : ${reason}.`,
  webhook_answered: ({ status }) => `Il a répondu ${status}.`,
  channel_kind_stays: () => 'La sorte d’un canal ne change pas. Faites-en un autre.',
  channel_secret_made_here: () => 'Le secret est fait ici.',
  channel_no_secret: () => 'Cette sorte de canal n’a pas de secret.',
  channel_secret_theirs: () => 'Seul un secret fait ici peut être refait.',
  channel_public_url: () => 'Ce qui précède /in/ dans l’adresse : https://, un nom, et le chemin d’un proxy.',
  channel_aws_only: () => 'Seuls les canaux d’AWS ont ceci.',
  channel_number_or_topic: () => 'Donnez le numéro auquel on écrit, ou le sujet qui envoie ici.',
  channel_number: () => 'Un numéro avec + et son indicatif, ou un numéro court.',
  channel_number_id: () => 'L’identifiant du numéro chez Meta : des chiffres.',
  channel_number_taken: () => 'Un autre canal a ce numéro.',
  channel_topic: () => 'L’ARN d’un sujet SNS qui n’est pas FIFO : arn:aws:sns:<région>:<compte>:<nom>.',
  channel_changed: () => 'Le canal a été modifié ou retiré au même moment.',
};
