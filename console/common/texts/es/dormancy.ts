import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

const days = (count: number): string => `${count} ${plural(count, 'día', 'días')}`;

export const dormancy: Texts['dormancy'] = {
  hint: (count) => `Quien no da señales de vida durante ${days(count)} se marca como dormido la noche siguiente.`,
  chart: 'Última señal de vida, por mes',
  earlier: 'Antes',
  nobodyQuiet: 'Nadie lleva tanto tiempo en silencio.',
  days,
  threshold: (count) => `La línea: ${days(count)} sin señales de vida`,
  quiet: (people, shown, count) =>
    `${shown} ${plural(people, 'persona lleva', 'personas llevan')} en silencio más de ${days(count)}.`,
  archive: (count) => `Archivar a quienes llevan en silencio más de ${days(count)}`,
  notSeen: 'Sin señales de vida desde hace más de',
  sweeps: 'La revisión de cada noche',
  sweepNow: 'Revisar ahora',
  last: 'Última',
  next: 'Próxima',
  noSweep: 'Ninguna todavía',
  swept: (when, count, shown) =>
    `${when}: ${shown} ${plural(count, 'contacto marcado o desmarcado', 'contactos marcados o desmarcados')}`,
};
