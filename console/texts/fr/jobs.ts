import { plusieurs } from '../many.ts';
import type { Texts } from '../texts.tsx';

export const jobs: Texts['jobs'] = {
  title: 'Travaux',
  progress: 'Avancement',
  running: (shown) => `${shown} travaux en cours`,
  runningOne: (percent) => `1 travail en cours, ${percent} %`,
  open: 'Voir le travail',
  leftOut: (count, shown, reason) => `${shown} ${plusieurs(count, 'est laissé', 'sont laissés')} de côté : ${reason}`,
  reasons: {
    duplicate: 'deux fois dans la sélection',
    deleted: 'supprimés entre-temps',
    not_archived: 'pas archivés',
    status_changed: 'leur statut a changé entre-temps',
    seen_since: 'ont donné signe de vie entre-temps',
    not_active: 'pas actifs',
    seen: 'ont donné signe de vie',
    flow_missing: 'le flux n’existe plus',
    opted_out: 'désabonnés',
    blocked: 'bloqués',
    excluded: 'exclus',
    started_before: 'déjà passés par ce flux',
    worker: 'abandonnés après plusieurs essais',
    flow_failed: 'le flux a échoué',
    too_costly: 'le flux demandait trop de travail',
    too_large: 'le contact deviendrait trop gros',
    error: 'une panne du service',
    too_many_jobs: 'dans trop de travaux à la fois',
    unknown_kind: 'sorte de travail inconnue',
  },
  warnings: {
    opted_out: (count, shown) => `${shown} ${plusieurs(count, 's’est désabonné', 'se sont désabonnés')}`,
  },
};
