import type { RefusalTexts } from '../../refusals.ts';

/** ` (line 7)` as ` (ligne 7)`. */
const lineOf = (where = ''): string => where.replace('line', 'ligne').replace(' of ', ' de ');

const ORDERS: Readonly<Record<string, string>> = {
  'day first': 'le jour d’abord',
  'month first': 'le mois d’abord',
  'year first': 'l’année d’abord',
};
const orderOf = (order = ''): string => ORDERS[order] ?? order;

export const imports = {
  import_names_files: 'Nommez chaque fichier.',
  import_stays: 'Ceci ne peut plus changer.',
  upload_first: 'Envoyez d’abord les fichiers, puis demandez l’aperçu.',
  files_or_source: 'Un import a des fichiers, ou une source, mais pas les deux.',
  not_of_source: 'Ceci ne va pas avec une source.',
  consent_undecided:
    'Dites d’abord ce que ceci signifie, car il peut s’agir de personnes qui ne veulent pas de messages : {names}. Refaites l’aperçu : associez chaque colonne à opt_out, opt_in, opted_out_on ou status, dites de chaque fichier dans « opted_out » si tout le monde s’y est désinscrit, ou écartez-le par son nom, avec une raison, dans « dismissed ».',
  opt_outs_unread:
    'Des cellules de ces colonnes ne disent pas si leurs personnes se sont désinscrites ; ces lignes sont refusées : {columns}. Refaites l’aperçu et dites dans « values » ce qu’il faut lire à leur place.',
  all_rows_refused: 'Aucune de ses {rows} lignes ne peut être importée : les problèmes disent pourquoi.',
  warn_header_below: 'L’en-tête de {file} est à sa ligne {line}. Ce qui est au-dessus est laissé.',
  warn_sheets_left: '{file} a d’autres feuilles, qui n’ont pas été lues : {sheets}. Enregistrez chacune à part.',
  warn_column_unlike:
    'La plupart des cellules de « {column} » ne sont pas ce que dit son nom ({target}). Elle devient {instead}.',
  warn_column_addresses: 'Les cellules de « {column} » sont des adresses : les contacts sont trouvés par elles.',
  warn_country:
    'Les numéros sans indicatif sont lus comme ceux de {country}, mais la plupart des autres sont de {other}. Si ceux-ci le sont aussi, refaites l’aperçu avec ce pays.',
  header_unclear:
    '{file} : on ne sait pas quelle ligne est l’en-tête, peut-être la ligne {line}. Effacez ce qui est au-dessus, et donnez un titre à chaque colonne.',
  dismiss_reason:
    'Une raison de {least} à {most} caractères dit pourquoi il ne s’agit pas de consentement aux messages.',
  warn_turned:
    'Le nom de « {name} » parle plutôt de {proposal}. Regardez ses cellules : à l’envers, tous ceux qui refusent seraient repris.',
  warn_dismissed_silent: '« {name} » est écarté, mais rien de ce nom dans les fichiers ne parle de consentement.',
  import_previewed: 'Un autre aperçu de cet import a été demandé au même moment.',
  import_unreadable: 'Ses fichiers ne peuvent pas être importés.',
  import_gone: 'L’import n’existe plus.',
  warn_field: 'Le champ « {field} » n’a pas pu être repris : son nom n’est pas possible ici.',
  warn_field_type: 'Le champ « {field} » est de la sorte {here} ici, et {there} là-bas.',
  warn_group: 'Le groupe « {group} » n’a pas pu être repris : son nom n’est pas possible ici.',
  warn_group_smart: 'Le groupe « {group} » n’a pas pu être repris : c’est un groupe dynamique ici.',
  warn_group_query: 'Le groupe « {group} » n’a pas pu être repris : sa recherche ne peut pas servir ici : {query}',
  warn_group_taken: 'Le groupe « {group} » n’a pas pu être repris : il y en a déjà un de ce nom ici.',
  warn_smart_group: '« {group} » est un groupe dynamique : sa recherche dit qui en est, et non le fichier.',
  warn_no_addresses:
    'Aucune colonne n’a d’adresses : dites plus bas laquelle en a, comme numéro de téléphone ou adresse e-mail.',
  warn_days_proven: ({ column, proof, order }) =>
    `« ${column} » : ${proof} prouve que ses dates s’écrivent ${orderOf(order)}.`,
  warn_days_unproven: ({ column, order }) =>
    `Rien dans « ${column} » ne prouve l’ordre du jour et du mois : ses dates sont lues ${orderOf(order)}, comme les écrit l’espace de travail.`,
  warn_days_unclear:
    '« {column} » devient un texte : rien n’y prouve l’ordre du jour et du mois, et l’espace de travail écrit l’année d’abord.',
  warn_days_both:
    '« {column} » a des dates dans les deux ordres, comme {one} et {other}. Écrivez-les d’une seule façon, comme 2026-01-31.',
  warn_encoding:
    '« {file} » n’est pas en UTF-8 : il a été lu comme {encoding}. Regardez les noms accentués dans les exemples.',
  warn_left_out: '{file} contient ce qui n’est pas une liste, et qui a été laissé : {files}.',
  warn_nobody: 'Il n’y a personne.',
  too_many_rows: 'Plus de {most} lignes. Importez-le en plusieurs parties.',
  too_many_columns: 'Plus de {most} colonnes.',
  line_too_many_columns: '{file} : la ligne {line} a plus de {most} colonnes.',
  packed_too_densely:
    '{file} : comprimé si densément que ce n’est pas une liste de personnes. Décompressez-le et envoyez les parties.',
  too_costly:
    '{file} : sa lecture demande plus qu’une liste de personnes. {why} Enregistrez la liste en CSV (UTF-8), en parties.',
  spent_time: 'Elle a pris tout le temps de processeur d’un fichier de sa taille.',
  spent_memory: 'Elle a pris toute la mémoire d’un fichier.',
  spent_unpacked: 'Le fichier est comprimé trop densément, ou trop grand une fois décompressé.',
  spent_entries: 'Trop de fichiers y sont comprimés ensemble.',
  spent_depth: 'Il a des archives dans des archives dans des archives.',
  spent_tries: 'Le programme qui le lit s’est arrêté au milieu, plus d’une fois.',
  reader_failed: '{file} : illisible, car le programme qui le lit a échoué. Enregistrez la liste en CSV (UTF-8).',
  old_excel:
    '{file} : un ancien fichier Excel (.xls), ou protégé par un mot de passe. Enregistrez-le en .xlsx ou CSV, sans mot de passe.',
  html_without_table: '{file} : une page web sans tableau. Enregistrez la liste en .xlsx ou CSV.',
  vcard_open: '{file} : une fiche qui commence à la ligne {line} ne finit pas, peut-être copiée à moitié.',
  is_pdf: '{file} : un PDF. Enregistrez la liste en .xlsx ou CSV.',
  broken_gzip: '{file} : le fichier comprimé est abîmé, peut-être copié à moitié.',
  broken_archive: '{file} : l’archive est abîmée, peut-être copiée à moitié, ou protégée par un mot de passe.',
  long_object: '{file} : ce qui commence à la ligne {line} a plus de {most} caractères.',
  no_spreadsheet: '{file} : le tableur n’est pas lisible.',
  zero_bytes: '{file} : ce n’est pas du texte. Enregistrez-le en CSV (UTF-8) ou .xlsx.',
  long_record: ({ file, most, where }) =>
    `${file} : une ligne de plus de ${most} caractères${lineOf(where)} : il manque un retour à la ligne ou un guillemet.`,
  open_quote: ({ file, where }) => `${file} : un guillemet est ouvert et jamais fermé${lineOf(where)}.`,
  no_csv: ({ file, where }) => `${file} : ce n’est pas un CSV lisible${lineOf(where)}.`,
  file_empty: '{file} : vide.',
  archive_without_list: '{file} : une archive sans liste : .csv, .tsv, .txt, .json, .jsonl, .gz, .vcf, .xls ou .xlsx.',
  spreadsheet_too_large:
    '{file} : plus de {most} Mo, le plus pour un tableur ou une archive. Enregistrez-le en CSV, ou en plusieurs parties.',
  file_too_large:
    '{file} : plus de {most} Go, le plus pour tout autre fichier que du CSV simple ou du JSONL. Enregistrez-le ainsi, ou en plusieurs parties.',
  not_uploaded: '{file} : il n’a pas été envoyé.',
  pulled_gone: 'Ce qui a été repris n’est plus là, c’est gardé un jour.',
  upload_gone: '{file} : il n’est plus là, les fichiers sont gardés un jour.',
  too_many_fields:
    'Il a des colonnes pour plus de champs que les {most} permis. Laissez de côté celles qui ne servent pas.',
  too_many_groups: 'Il nomme plus de groupes que les {most} permis. Laissez de côté les colonnes qui n’en sont pas.',
  segments_file:
    '{file} : des définitions de segments d’Amazon Pinpoint, et personne. Exportez plutôt les personnes de chaque segment.',
  pull_token: 'Il a refusé le jeton : il en faut un d’administrateur.',
  pull_rate: 'Il ne répond plus pour le moment : sa limite de l’heure est atteinte.',
  pull_no_list: 'Sa réponse n’est pas une liste : est-ce bien TextIt ou RapidPro ?',
  pull_not_textit: 'Il a répondu {status} : est-ce bien TextIt ou RapidPro ?',
  pull_too_many_pages: 'Une de ses listes a plus de {most} pages.',
  pull_page_too_large: 'Une de ses pages a plus de {most} octets.',
  pull_gone: 'Ce qui avait été repris a été gardé un jour, et n’existe plus.',
  pull_host_and_token: 'Donnez son adresse et un jeton.',
  pull_goes_on: 'La reprise est en cours à cet instant. Réessayez.',
  pull_uploaded: 'Les fichiers de cet import ont été envoyés, et non repris.',
  pull_token_only: 'Pour continuer, il faut le jeton seulement : l’adresse et la date restent.',
  pull_stays: 'Ceci ne peut plus changer : la reprise continue.',
  pull_nothing_yet: 'Rien n’a encore été repris pour cet import.',
  pull_under_way: 'L’import {name} est encore en cours de reprise. Attendez qu’il soit fini, ou qu’il échoue.',
  pull_since: 'Il faut un moment passé.',
  pull_no_host: 'L’adresse manque, comme https://textit.com.',
  pull_all_there: 'Tout est déjà repris.',
  report_unread: 'Rien n’a encore été lu de ses fichiers : demandez d’abord un aperçu.',
  report_reading: 'Ses fichiers sont en cours de lecture.',
  report_unreadable: 'Ses fichiers n’ont pas pu être lus.',
  report_not_made: 'Le rapport n’a pas pu être fait. Demandez-le de nouveau.',
  report_gone: 'Le rapport a été gardé un jour, et n’existe plus.',
  report_erased:
    'Une personne des fichiers a été supprimée définitivement, ils n’existent donc plus. Envoyez-les de nouveau, sans elle.',
  report_has_addresses: 'Les lignes refusées ont des adresses, que seuls les administrateurs de cet espace voient.',
  report_not_for_viewers: 'Les lecteurs ne peuvent pas sortir de rapports.',
  rows_gone: 'Ce qui avait été lu de ses fichiers a été gardé un jour, et n’existe plus.',
  no_field_name: '« {name} » ne peut pas être le nom d’un champ.',
  no_group_name: '« {name} » ne peut pas être le nom d’un groupe.',
  row_conflict: '« {text} » contredit une autre cellule de la ligne.',
  row_in_and_out: 'Une cellule met la personne dans le groupe « {group} », une autre non.',
  row_too_many_cells:
    'La ligne a {cells} cellules et l’en-tête {header} : un séparateur dans une cellule, sans guillemets ?',
  row_not_json: 'La ligne ne peut pas se lire.',
  row_too_deep: 'La ligne est imbriquée à plus de {most} niveaux.',
  row_duplicate: ({ where }) => `La même personne qu’à la ${lineOf(where)}.`,
  row_deleted: 'Le contact qui avait cet identifiant a été supprimé.',
  row_several: 'Ses adresses sont à plusieurs contacts.',
  row_taken: 'Une de ses adresses est à un autre contact.',
  row_no_address:
    '« {text} » n’est pas une adresse. Un numéro demande un indicatif, ou le pays de l’espace de travail.',
  row_shortened: '« {text} » est un numéro qu’un tableur a raccourci ; ses chiffres sont perdus.',
  row_no_day: '« {text} » n’est un jour d’aucun calendrier.',
  row_day_unclear:
    '« {text} » peut être deux jours : rien dans sa colonne ne prouve l’ordre du jour et du mois, et l’espace de travail écrit l’année d’abord.',
  row_no_time: '« {text} » n’est pas une date.',
  row_future: '{text} est dans l’avenir.',
  row_no_moment: '{text} est ce que les programmes écrivent quand il n’y a pas d’heure.',
  row_too_long: 'La cellule a {length} caractères ; le maximum est de {most}.',
  row_many_addresses: 'Elle a {count} adresses ; le maximum est de {most}.',
  row_bad_encoding: 'Il y a des lettres illisibles.',
  row_no_flag: '« {text} » n’est ni oui ni non.',
  row_no_opt_out: '« {text} » ne dit pas si cette personne s’est désabonnée.',
  row_no_uuid: '« {text} » n’est pas un identifiant de contact.',
  row_nothing: 'Ni adresse ni identifiant.',
  row_no_language: '« {text} » n’est pas un code de langue de trois lettres.',
  cell_no_address: 'Ce n’est pas une adresse. Un numéro demande un indicatif, ou le pays de l’espace de travail.',
  cell_shortened: 'Un numéro qu’un tableur a raccourci ; ses chiffres sont perdus.',
  cell_no_uuid: 'Ce n’est pas un identifiant de contact.',
  cell_no_status: 'Ce n’est pas un statut.',
  cell_no_time: 'Ce n’est pas une date.',
  cell_future: 'Une date dans l’avenir.',
  cell_no_flag: 'Ni oui ni non.',
  cell_no_group: 'Ce n’est pas le nom d’un groupe.',
  cell_conflict: 'Deux de ses cellules se contredisent.',
  cell_too_large: 'Plus qu’un contact ne peut avoir.',
  cell_bad_encoding: 'Il y a des lettres illisibles.',
  cell_too_many: 'Plus de cellules que l’en-tête : un séparateur dans une cellule, sans guillemets ?',
  cell_duplicate: 'La même personne qu’une ligne précédente.',
  run_deleted: 'Le contact a été supprimé après l’aperçu.',
  run_address_taken: 'Une de ses adresses est passée à un autre contact depuis l’aperçu.',
  run_rows_gone: 'Ce qui avait été lu des fichiers n’existait plus : c’est gardé un jour.',
  run_worker: 'Essayé jusqu’au bout et abandonné. Importez-le de nouveau.',
  run_error: 'Une panne du service. Importez-le de nouveau.',
  run_too_many_jobs: 'Trop de travaux en cours ont changé le contact. Importez-le de nouveau plus tard.',
  no_target: '« {text} » n’est rien qu’une colonne puisse devenir.',
} satisfies Partial<RefusalTexts>;
