import type { Refusals } from '../../refusals.ts';

export const jobs: Refusals = {
  preview_deletion: () => 'Une suppression se prévisualise d’abord.',
  preview_brought_back: () => 'Qui a refusé les messages ne revient qu’après un aperçu.',
  preview_many: ({ most }) => `Plus de ${most} contacts ne sont modifiés qu’après un aperçu.`,
  too_many_open_jobs: ({ most }) =>
    `L’espace de travail a ${most} travaux en cours ou en attente, et ne peut en avoir plus. Attendez qu’un d’eux soit terminé, ou interrompez-en un.`,
  preview_not_ready: () => 'Ce travail n’est plus un aperçu : il a été lancé, ou il est terminé.',
  preview_expired: () => 'L’aperçu a expiré : on peut le lancer pendant 15 minutes. Recommencez.',
  preview_token: () => 'Ce n’est pas l’aperçu qui a été montré. Recommencez.',
  not_running: () => 'Seul un travail en cours peut être suspendu.',
  not_paused: () => 'Seul un travail suspendu peut reprendre.',
  not_waiting: () => 'Seul un travail qui attend peut commencer à une autre heure.',
  import_cannot_wait: () => 'Un import ne peut pas attendre : ses fichiers sont gardés un jour.',
  waits_too_long: ({ days }) => `Un travail peut attendre jusqu’à ${days} jours après avoir été demandé.`,
  begins_too_late: ({ days }) => `Un travail peut attendre ${days} jours au plus.`,
  deletion_waits: ({ hours }) =>
    `Une suppression attend ${hours} heures une fois confirmée, ou changée. Donnez une heure plus tardive.`,
  no_time: () => 'Il faut une date et une heure.',
  undo_deletion: () => 'Une suppression est définitive : rien ne la défait.',
  undo_export: () => 'Un export ne change aucun contact : il n’y a rien à défaire.',
  undo_group_gone: () =>
    'Le groupe n’existe plus, ou sa recherche ne trouve personne : on ne peut y remettre personne.',
  undo_smart_group: () => 'Les groupes dynamiques suivent leur recherche : ils sont réévalués, et non remis en état.',
  undo_unknown: () => 'On ne sait pas ici ce qu’il a fait.',
  undo_too_soon: () =>
    'Ce qui était en cours à l’interruption peut encore changer des contacts : réessayez dans deux minutes.',
  undo_not_ended: () => 'Seul un travail terminé peut être défait : interrompez-le d’abord.',
  undo_too_late: ({ days }) => `Un travail peut être défait pendant ${days} jours après sa fin.`,
  undo_nobody: () => 'Le travail n’a changé aucun contact : il n’y a rien à défaire.',
  repeat_not_ended: () => 'Seul un travail terminé peut être répété pour ceux qui ont échoué.',
  repeat_by_itself: () => 'Ce que le service fait de lui-même, il le répète aussi de lui-même.',
  repeat_nobody: () => 'Aucun contact du travail n’a échoué : il n’y a rien à répéter.',
  repeat_forgotten: () =>
    'Ce qui a été donné avec ce travail a été oublié à sa fin, car cela peut nommer des personnes. Demandez-le de nouveau.',
  outcome_not_ended: () => 'On ne peut choisir des contacts par ce qu’ils sont devenus que si le travail est terminé.',
  select_archived: () => 'Seuls les contacts archivés peuvent être supprimés. Archivez-les d’abord.',
  select_active: () => 'Seuls les contacts actifs peuvent passer par un flux.',
  group_being_found: ({ group }) =>
    `Les membres du groupe ${group} sont encore cherchés. Réessayez quand il sera prêt.`,
  group_invalid: ({ group }) => `La recherche du groupe ${group} n’est plus valable. Modifiez-la d’abord.`,
  too_many_runs: ({ found, most }) =>
    `Les flux de la recherche ont eu ${found} passages en 90 jours, plus qu’une recherche n’en peut parcourir (${most}).`,
  reason_for_active: () => 'Une raison n’est demandée que pour le statut « actif ».',
  export_anonymous: () => 'Un espace de travail anonyme n’exporte pas d’adresses.',
  export_no_scheme: ({ scheme }) => `« ${scheme} » n’est pas une sorte d’adresse.`,
  export_no_column: ({ column }) => `« ${column} » n’est pas une colonne.`,
  export_no_columns: () => 'Choisissez au moins une colonne.',
  file_gone: () => 'Le fichier a été gardé un jour, et n’existe plus. Exportez de nouveau.',
  file_not_for_viewers: () => 'Les lecteurs ne peuvent pas sortir de contacts.',
  file_of_before: () =>
    'Le fichier contient des adresses, et l’espace de travail est devenu anonyme depuis. Exportez de nouveau.',
};
