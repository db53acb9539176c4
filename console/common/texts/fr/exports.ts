import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

export const exports: Texts['exports'] = {
  formats: {
    xlsx: 'XLSX, pour tableurs',
    csv: 'CSV',
    jsonl: 'JSONL, pour les programmes',
    parquet: 'Parquet, pour bases de données et analyses',
  },
  columnsHint: 'Dans l’ordre où elles sont choisies. Aucune choisie : tout ce qu’un import reprend.',
  allColumns: 'Tout ce qu’un import reprend',
  use: 'Les utiliser',
  columnNames: {
    uuid: 'Identifiant du contact',
    ref: 'Référence, sans adresse',
    name: 'Nom',
    language: 'Langue',
    status: 'Statut',
    blocked: 'Bloqué',
    opted_out_on: 'Désabonné le',
    created_on: 'Créé le',
    modified_on: 'Changé le',
    last_seen_on: 'Vu la dernière fois le',
    dormant_since: 'Dormant depuis',
    urns: 'Toutes les adresses',
    groups: 'Tous les groupes',
    fields: 'Tous les champs',
  },
  writtenOne: 'Écrit',
  written: 'Écrits',
  file: 'Fichier',
  again: 'Exporter de nouveau',
  rows: (count, shown) => `${shown} ${plusieurs(count, 'ligne', 'lignes')}`,
  kilobytes: (shown) => `${shown} ko`,
  deleted: (count, shown) =>
    `${shown} ${plusieurs(count, 'personne supprimée entre-temps n’y est pas', 'personnes supprimées entre-temps n’y sont pas')}.`,
  keptUntil: (time) => `Il est gardé jusqu’au ${time}.`,
};
