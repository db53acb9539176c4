import type { RefusalTexts } from '../../refusals.ts';

export const policies = {
  policy_no_groups: 'Nommez au moins un groupe, ou aucun pour viser tout le monde.',
  policy_no_stages: 'Une politique a au moins une étape.',
  policy_groups_active: 'Seuls les contacts actifs sont dans des groupes. Choisissez par une recherche.',
  stage_wrong: 'Étape {number} : {why}',
  stage_takes_no: 'Cette étape n’a pas de « {name} ».',
  stage_key_form: '« {key} » n’est pas un nom d’étape : petites lettres, chiffres et _, 36 au plus.',
  stage_key_twice: 'Deux étapes portent le nom {key}.',
  stage_first_after: 'Avant la première étape, il n’y en a pas d’autre. Dites après combien de jours elle vient.',
  stage_first_days: 'Dites après combien de jours vient la première étape.',
  stage_no_time: 'Dites quand elle vient : en jours de l’horloge, ou en jours après l’étape d’avant.',
  stage_after_long: 'Au plus {most} jours après une étape qui n’archive pas, ou en jours de l’horloge.',
  stage_days_archived: 'Après un archivage, dites combien de jours après lui.',
  stage_after_end: 'Rien ne peut suivre une suppression.',
  stage_only_active: 'Cette étape demande des contacts actifs : elle ne peut suivre un archivage.',
  stage_archived_before: 'Ces contacts sont déjà archivés.',
  stage_delete_archived: 'Seuls les contacts archivés sont supprimés ici. Mettez d’abord une étape d’archivage.',
  flag_by_last_seen: 'Seul le dernier signe de vie peut rendre dormant.',
  flag_before_sweep: 'L’espace de travail marque les contacts après {days} jours. Choisissez au moins autant.',
  clock_no_date: 'Le champ {key} ne contient pas de dates.',
  policy_names_gone:
    'Un groupe qu’elle nomme a été supprimé, ou sa recherche ne peut plus être lue. Choisissez-les de nouveau.',
  policy_shadow_first: 'Une nouvelle politique commence à l’essai. Regardez ce qu’elle ferait, puis activez-la.',
  policy_changed: 'Quelqu’un d’autre a changé la politique. Relisez-la.',
  clock_too_many: 'Cette horloge est faite pour {most} contacts actifs au plus. Prenez le dernier signe de vie.',
  no_day: '« {value} » n’est pas un jour, comme 2026-12-25.',
} satisfies Partial<RefusalTexts>;
