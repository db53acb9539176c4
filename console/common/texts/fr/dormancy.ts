import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

const days = (count: number): string => `${count} ${plusieurs(count, 'jour', 'jours')}`;

export const dormancy: Texts['dormancy'] = {
  hint: (count) => `Qui ne donne pas signe de vie pendant ${days(count)} est marqué dormant la nuit suivante.`,
  chart: 'Vus pour la dernière fois, par mois',
  earlier: 'Avant',
  nobodyQuiet: 'Personne ne se tait depuis si longtemps.',
  days,
  threshold: (count) => `La ligne : ${days(count)} sans signe de vie`,
  quiet: (people, shown, count) =>
    `${shown} ${plusieurs(people, 'personne s’est tue', 'personnes se sont tues')} depuis plus de ${days(count)}.`,
  archive: (count) => `Archiver qui s’est tu depuis plus de ${days(count)}`,
  notSeen: 'Pas vus depuis plus de',
  sweeps: 'Le passage de la nuit',
  sweepNow: 'Passer maintenant',
  last: 'Dernier',
  next: 'Prochain',
  noSweep: 'Aucun encore',
  swept: (when, count, shown) =>
    `${when} : ${shown} ${plusieurs(count, 'contact marqué ou démarqué', 'contacts marqués ou démarqués')}`,
};
