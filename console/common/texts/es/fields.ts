import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

export const fields: Texts['fields'] = {
  featured: 'Se muestra primero',
  featuredHint: 'Se muestra antes que otros campos en la página de un contacto, y como columna de la lista.',
  archive: 'Archivar',
  archiveTitle: (name) => `Archivar el campo “${name}”`,
  archiveHint: 'El campo sale de listas, páginas, búsquedas e importaciones. Sus valores se guardan y vuelven con él.',
  inUse: 'Algo necesita este campo. Quítelo primero de allí:',
  unused: 'Ningún grupo, flujo ni regla lo necesita.',
  inSearches: (names) => `Búsquedas guardadas lo nombran, y no encontrarán a nadie entretanto: ${names}.`,
  inMappings: (names) => `Columnas guardadas de importaciones lo nombran, y se rechazarán entretanto: ${names}.`,
  usedIn: { groups: 'Grupos', flows: 'Flujos', policies: 'Reglas' },
  archived: (count, shown) => `${shown} ${plural(count, 'campo archivado', 'campos archivados')}`,
  archivedHint: 'Conservan sus nombres y valores, y cuentan entre los campos que puede tener un espacio de trabajo.',
  bringBack: 'Recuperar',
};
