import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

const people = (count: number): string => plural(count, 'persona', 'personas');

export const home: Texts['home'] = {
  hint: 'A quién se puede llegar, a quién no, y qué conviene hacer ahora.',
  next: 'Qué hacer ahora',
  nothingToDo: 'Nada le espera. Vuelva cuando haya personas en silencio, o después de una importación.',
  tiles: {
    active: 'Se les puede escribir',
    dormant: 'De ellas, en silencio',
    stopped: 'Dadas de baja',
    blocked: 'Bloqueadas',
    archived: 'Archivadas',
    deleted: 'Eliminadas definitivamente',
  },
  same: (since) => `Tantas como el ${since}.`,
  changed: (more, shown, since) => `${shown} ${more ? 'más' : 'menos'} que el ${since}.`,
  lineBegins: 'Desde esta noche, cada número tiene su cambio y la línea de un año.',
  lineOf: (name, since, first, least, most) =>
    `${name} desde el ${since}: ${first} al principio, ${least} como mínimo, ${most} como máximo.`,
  between: (least, most) => `${least} a ${most}`,
  today: 'Hoy',
  saves: (money) => `Archivarlas ahorra ${money} al mes.`,
  sayPrice: 'Diga cuánto cuesta un contacto, para ver cuánto ahorra esto',
  steps: {
    approve: {
      title: (count) => `${plural(count, 'tarea espera', 'tareas esperan')} su aprobación.`,
      button: 'Verla',
    },
    mend: {
      title: (count) =>
        `${plural(count, 'conexión con otro programa falla', 'conexiones con otros programas fallan')}.`,
      button: 'Arreglar',
    },
    import: {
      title: (count, name) =>
        `${people(count)} de “${name}” ${plural(count, 'se leyó y todavía no se importó', 'se leyeron y todavía no se importaron')}.`,
      button: 'Ver la importación',
    },
    refused: {
      title: (_, name) => `No se pudo importar a nadie de “${name}”.`,
      button: 'Ver por qué',
    },
    archive: {
      title: (count) =>
        `${people(count)} en silencio. ${plural(
          count,
          'Archivada, no recibe mensajes hasta que escriba o se la restaure.',
          'Archivadas, no reciben mensajes hasta que escriban o se las restaure.',
        )}`,
      button: 'Vista previa de archivarlas',
    },
    delete: {
      title: (count) =>
        `${people(count)} ${plural(count, 'archivada se puede', 'archivadas se pueden')} eliminar definitivamente, con mensajes e historial.`,
      button: 'Vista previa de eliminarlas',
    },
  },
};
