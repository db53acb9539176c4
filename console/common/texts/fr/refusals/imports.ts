import type { Refusals } from '../../refusals.ts';

/** ` (line 7)` as ` (ligne 7)`. */
const lineOf = (where = ''): string => where.replace('line', 'ligne').replace(' of ', ' de ');

export const imports: Refusals = {
  import_previewed: () => 'Un autre aperçu de cet import a été demandé au même moment.',
  import_unreadable: () => 'Ses fichiers ne peuvent pas être importés.',
  import_gone: () => 'L’import n’existe plus.',
  warn_smart_group: ({ group }) =>
    `« ${group} » est un groupe dynamique : sa recherche dit qui en est, et non le fichier.`,
  warn_no_addresses: () =>
    'Aucune colonne n’a d’adresses : dites plus bas laquelle en a, comme numéro de téléphone ou adresse e-mail.',
  warn_encoding: ({ file, encoding }) =>
    `« ${file} » n’est pas en UTF-8 : il a été lu comme ${encoding}. Regardez les noms accentués dans les exemples.`,
  warn_left_out: ({ file, files }) => `${file} contient ce qui n’est pas une liste, et qui a été laissé : ${files}.`,
  warn_nobody: () => 'Il n’y a personne.',
  too_many_rows: ({ most }) => `Plus de ${most} lignes. Importez-le en plusieurs parties.`,
  too_many_columns: ({ most }) => `Plus de ${most} colonnes.`,
  line_too_many_columns: ({ file, line, most }) => `${file} : la ligne ${line} a plus de ${most} colonnes.`,
  packed_too_densely: ({ file }) =>
    `${file} : comprimé si densément que ce n’est pas une liste de personnes. Décompressez-le et envoyez les parties.`,
  old_excel: ({ file }) =>
    `${file} : un ancien fichier Excel (.xls), ou protégé par un mot de passe. Enregistrez-le en .xlsx ou CSV, sans mot de passe.`,
  is_pdf: ({ file }) => `${file} : un PDF. Enregistrez la liste en .xlsx ou CSV.`,
  broken_gzip: ({ file }) => `${file} : le fichier comprimé est abîmé, peut-être copié à moitié.`,
  broken_archive: ({ file }) =>
    `${file} : l’archive est abîmée, peut-être copiée à moitié, ou protégée par un mot de passe.`,
  zero_bytes: ({ file }) => `${file} : ce n’est pas du texte. Enregistrez-le en CSV (UTF-8) ou .xlsx.`,
  long_record: ({ file, most, where }) =>
    `${file} : une ligne de plus de ${most} caractères${lineOf(where)} : il manque un retour à la ligne ou un guillemet.`,
  open_quote: ({ file, where }) => `${file} : un guillemet est ouvert et jamais fermé${lineOf(where)}.`,
  no_csv: ({ file, where }) => `${file} : ce n’est pas un CSV lisible${lineOf(where)}.`,
  file_empty: ({ file }) => `${file} : vide.`,
  archive_without_list: ({ file }) =>
    `${file} : une archive sans liste : .csv, .tsv, .txt, .json, .jsonl, .gz ou .xlsx.`,
  spreadsheet_too_large: ({ file, most }) =>
    `${file} : plus de ${most} Mo, le plus pour un tableur ou une archive. Enregistrez-le en CSV, ou en plusieurs parties.`,
  not_uploaded: ({ file }) => `${file} : il n’a pas été envoyé.`,
  upload_gone: ({ file }) => `${file} : il n’est plus là, les fichiers sont gardés un jour.`,
  too_many_fields: ({ most }) =>
    `Il a des colonnes pour plus de champs que les ${most} permis. Laissez de côté celles qui ne servent pas.`,
  too_many_groups: ({ most }) =>
    `Il nomme plus de groupes que les ${most} permis. Laissez de côté les colonnes qui n’en sont pas.`,
  segment_broken: ({ file, line }) =>
    `${file} : ce qui commence à la ligne ${line} n’est pas un segment d’Amazon Pinpoint.`,
  segments_only: () => `Des définitions de segments seulement, et personne. Importez les contacts avec elles.`,
  warn_segment: ({ segment, reasons }) =>
    `Le segment « ${segment} » ne devient pas un groupe dynamique (${reasons}). Ceux qui ont été exportés pour lui forment un groupe de son nom, si leur fichier le porte.`,
  pull_token: () => 'Il a refusé le jeton : il en faut un d’administrateur.',
  pull_rate: () => 'Sa limite de requêtes est épuisée.',
  pull_no_list: () => 'Sa réponse n’est pas une liste : est-ce bien TextIt ou RapidPro ?',
  pull_not_textit: ({ status }) => `Il a répondu ${status} : est-ce bien TextIt ou RapidPro ?`,
  pull_page_too_large: ({ most }) => `Une de ses pages a plus de ${most} octets.`,
  pull_gone: () => 'Ce qui avait été repris a été gardé un jour, et n’existe plus.',
  pull_under_way: ({ name }) =>
    `L’import ${name} est encore en cours de reprise. Attendez qu’il soit fini, ou qu’il échoue.`,
  pull_since: () => 'Il faut un moment passé.',
  pull_no_host: () => 'L’adresse manque, comme https://textit.com.',
  pull_all_there: () => 'Tout est déjà repris.',
  report_unread: () => 'Rien n’a encore été lu de ses fichiers : demandez d’abord un aperçu.',
  report_reading: () => 'Ses fichiers sont en cours de lecture.',
  report_unreadable: () => 'Ses fichiers n’ont pas pu être lus.',
  rows_gone: () => 'Ce qui avait été lu de ses fichiers a été gardé un jour, et n’existe plus.',
  row_conflict: ({ text }) => `« ${text} » contredit une autre cellule de la ligne.`,
  row_in_and_out: ({ group }) => `Une cellule met la personne dans le groupe « ${group} », une autre non.`,
  row_not_json: () => 'Ce n’est pas du JSON valable.',
  row_duplicate: ({ where }) => `La même personne qu’à la ${lineOf(where)}.`,
  row_deleted: () => 'Le contact qui avait cet uuid a été supprimé.',
  row_several: () => 'Ses adresses sont à plusieurs contacts.',
  row_taken: () => 'Une de ses adresses est à un autre contact.',
  row_no_address: ({ text }) =>
    `« ${text} » n’est pas une adresse. Un numéro demande un indicatif, ou le pays de l’espace de travail.`,
  row_shortened: ({ text }) => `« ${text} » est un numéro qu’un tableur a raccourci ; ses chiffres sont perdus.`,
  row_no_time: ({ text }) => `« ${text} » n’est pas une date.`,
  row_future: ({ text }) => `${text} est dans l’avenir.`,
  row_no_moment: ({ text }) => `${text} est ce que les programmes écrivent quand il n’y a pas d’heure.`,
  row_too_long: ({ length, most }) => `La cellule a ${length} caractères ; le maximum est de ${most}.`,
  row_many_addresses: ({ count, most }) => `Elle a ${count} adresses ; le maximum est de ${most}.`,
  row_bad_encoding: () => 'Il y a des lettres illisibles.',
  row_no_flag: ({ text }) => `« ${text} » n’est ni oui ni non.`,
  row_no_opt_out: ({ text }) => `« ${text} » ne dit pas si cette personne s’est désabonnée.`,
  row_no_uuid: ({ text }) => `« ${text} » n’est pas un UUID.`,
  row_nothing: () => 'Ni adresse ni uuid.',
  row_no_language: ({ text }) => `« ${text} » n’est pas un code de langue de trois lettres.`,
  no_target: ({ text }) => `« ${text} » n’est rien qu’une colonne puisse devenir.`,
};
