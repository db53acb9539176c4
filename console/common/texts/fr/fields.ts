import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

export const fields: Texts['fields'] = {
  featured: 'Montré d’abord',
  featuredHint: 'Il est montré avant les autres champs sur la page d’un contact, et comme colonne de la liste.',
  archive: 'Archiver',
  archiveTitle: (name) => `Archiver le champ « ${name} »`,
  archiveHint:
    'Le champ quitte les listes, les pages, les recherches et les imports. Ses valeurs restent, et reviennent avec lui.',
  inUse: 'On a besoin de ce champ. Retirez-le d’abord là-bas :',
  unused: 'Aucun groupe, aucun flux et aucune politique n’en a besoin.',
  inSearches: (names) => `Des recherches enregistrées le nomment, et ne trouveront personne entre-temps : ${names}.`,
  inMappings: (names) => `Des colonnes enregistrées d’imports le nomment, et seront refusées entre-temps : ${names}.`,
  usedIn: { groups: 'Groupes', flows: 'Flux', policies: 'Politiques' },
  archived: (count, shown) => `${shown} ${plusieurs(count, 'champ archivé', 'champs archivés')}`,
  archivedHint: 'Ils gardent leurs noms et leurs valeurs, et comptent parmi les champs d’un espace de travail.',
  bringBack: 'Remettre',
};
