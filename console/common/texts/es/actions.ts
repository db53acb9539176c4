import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

type Counted = (count: number, shown: string) => string;
const people: Counted = (count, shown) => `${shown} ${plural(count, 'persona', 'personas')}`;
/** `12 contactos archivados.` */
const done =
  (participle: string, behind = ''): Counted =>
  (count, shown) =>
    `${shown} ${plural(count, `contacto ${participle}`, `contactos ${participle}s`)}${behind}.`;
const doing =
  (gerund: string, behind = ''): Counted =>
  (count, shown) =>
    `${gerund} ${shown} ${plural(count, 'contacto', 'contactos')}${behind}.`;

export const actions: Texts['actions'] = {
  undo: 'Deshacer',
  tickFirst: 'Marque primero algún contacto',
  deleteAll: 'Eliminar todo',
  names: {
    archive: 'Archivar',
    restore: 'Restaurar',
    block: 'Bloquear',
    stop: 'Dar de baja',
    add_to_group: 'Añadir a un grupo',
    remove_from_group: 'Quitar del grupo',
    move_to_group: 'Pasar a otro grupo',
    start_flow: 'Iniciar en un flujo',
    set_field: 'Rellenar un campo',
    set_language: 'Poner el idioma',
    export: 'Exportar',
    delete: 'Eliminar',
  },
  ask: {
    archive: (count, shown) =>
      `¿Archivar a ${people(count, shown)}? ${plural(
        count,
        'Sale de todos los grupos y no recibe mensajes hasta que se la restaure o escriba.',
        'Salen de todos los grupos y no reciben mensajes hasta que se las restaure o escriban.',
      )}`,
    restore: (count, shown) =>
      `¿Restaurar a ${people(count, shown)}? ${plural(count, 'Podrá', 'Podrán')} recibir mensajes otra vez.`,
    block: (count, shown) =>
      `¿Bloquear a ${people(count, shown)}? ${plural(
        count,
        'No recibe nada, lo que envía se aparta y sale de todos los grupos.',
        'No reciben nada, lo que envían se aparta y salen de todos los grupos.',
      )}`,
    stop: (count, shown) =>
      `¿Dar de baja a ${people(count, shown)}? ${plural(
        count,
        'Sale de todos los grupos y no recibe mensajes hasta que escriba.',
        'Salen de todos los grupos y no reciben mensajes hasta que escriban.',
      )}`,
    add_to_group: (count, shown) => `¿Añadir a ${people(count, shown)} al grupo?`,
    remove_from_group: (count, shown) => `¿Quitar a ${people(count, shown)} del grupo?`,
    move_to_group: (count, shown) =>
      `¿Pasar a ${people(count, shown)} al otro grupo? Este grupo queda vacío hasta que usted lo elimine. Hasta entonces se puede deshacer.`,
    start_flow: (count, shown) => `¿Pasar a ${people(count, shown)} por el flujo?`,
    set_field: (count, shown) => `¿Poner este valor en el campo de ${people(count, shown)}?`,
    set_language: (count, shown) => `¿Poner este idioma a ${people(count, shown)}?`,
    export: (count, shown) =>
      `¿Escribir a ${people(count, shown)} en un archivo? Para ${plural(count, 'ella', 'ellas')} no cambia nada.`,
    delete: (count, shown) => `¿Eliminar definitivamente a ${people(count, shown)}?`,
  },
  run: {
    archive: (_, shown) => `Archivar ${shown}`,
    restore: (_, shown) => `Restaurar ${shown}`,
    block: (_, shown) => `Bloquear ${shown}`,
    stop: (_, shown) => `Dar de baja ${shown}`,
    add_to_group: (_, shown) => `Añadir ${shown}`,
    remove_from_group: (_, shown) => `Quitar ${shown}`,
    move_to_group: (_, shown) => `Pasar ${shown}`,
    start_flow: (_, shown) => `Iniciar ${shown}`,
    set_field: (_, shown) => `Rellenar ${shown}`,
    set_language: (_, shown) => `Cambiar ${shown}`,
    export: (_, shown) => `Exportar ${shown}`,
    delete: (_, shown) => `Eliminar ${shown}`,
  },
  done: {
    archive: done('archivado'),
    restore: done('restaurado'),
    block: done('bloqueado'),
    stop: done('dado', ' de baja'),
    add_to_group: done('añadido', ' al grupo'),
    remove_from_group: done('quitado', ' del grupo'),
    move_to_group: done('pasado', ' al otro grupo'),
    start_flow: done('pasado', ' por el flujo'),
    set_field: (count, shown) => `Se rellenó el campo de ${shown} ${plural(count, 'contacto', 'contactos')}.`,
    set_language: (count, shown) => `Se puso el idioma de ${shown} ${plural(count, 'contacto', 'contactos')}.`,
    export: done('exportado'),
    delete: done('eliminado'),
  },
  started: {
    archive: doing('Archivando'),
    restore: doing('Restaurando'),
    block: doing('Bloqueando'),
    stop: doing('Dando de baja'),
    add_to_group: doing('Añadiendo', ' al grupo'),
    remove_from_group: doing('Quitando', ' del grupo'),
    move_to_group: doing('Pasando', ' al otro grupo'),
    start_flow: doing('Pasando', ' por el flujo'),
    set_field: doing('Rellenando el campo de'),
    set_language: doing('Poniendo el idioma de'),
    export: (count, shown) => `${doing('Exportando')(count, shown)} El archivo estará en la página de la tarea.`,
    delete: doing('Eliminando'),
  },
  undone: (count, shown) => `Deshecho para ${shown} ${plural(count, 'contacto', 'contactos')}.`,
  unchanged: (count, shown) => `${shown} sin ${plural(count, 'cambio', 'cambios')}.`,
  leftOut: (count, shown) => `${shown} ${plural(count, 'quedó', 'quedaron')} fuera.`,
  failed: (count, shown) => `${shown} ${plural(count, 'falló', 'fallaron')}.`,
  counting: 'Contando los contactos',
  notCounted: 'No se pudo contar.',
  nobody: 'No hay ningún contacto afectado: no hay nada que hacer.',
  among: 'Entre ellas:',
  andOthers: (count, shown) => `y ${shown} ${plural(count, 'más', 'más')}.`,
  takes: (time) => `Tarda unos ${time}.`,
  estimate: (money, time) => `Cuesta unos ${money} y tarda unos ${time}.`,
  final: (count, shown) =>
    `Esto es definitivo. ${people(count, shown)} ${plural(count, 'desaparecerá', 'desaparecerán')} con sus mensajes y su historial, y nada ${plural(count, 'la', 'las')} recupera.`,
  lifts: {
    stopped: (count, shown) =>
      `${people(count, shown)} ${plural(count, 'había', 'habían')} rechazado los mensajes. ${plural(count, 'Restáurela solo si ella lo ha', 'Restáurelas solo si ellas lo han')} pedido.`,
    blocked: (count, shown) =>
      `Su equipo había bloqueado a ${people(count, shown)}. Una vez ${plural(count, 'restaurada, podrá', 'restauradas, podrán')} recibir mensajes y escribir otra vez.`,
  },
  typeNumber: (shown) => `Para confirmar, escriba el número ${shown}`,
  reason: 'Por qué vuelven',
  reasonHints: {
    stopped: 'Habían rechazado los mensajes. El motivo queda en su historial.',
    blocked: 'Su equipo las había bloqueado. El motivo queda en su historial.',
  },
  count: 'Contar los contactos',
  group: 'Grupo',
  chooseGroup: 'Elija un grupo',
  begins: 'Comienza',
  atOnce: 'Enseguida',
  later: 'Más tarde',
  beginsAt: (zone) => `Día y hora en ${zone}`,
  passed: 'Ese momento ya pasó.',
  scheduled: (time) => `Comienza el ${time}. Hasta entonces se puede cancelar en Tareas.`,
  leaveOut: 'Dejar fuera a algunas',
  leave: {
    nonActive: 'Personas que no están activas',
    startedPreviously: 'Personas que ya pasaron por este flujo',
    notSeenSince: 'Personas que no dan señales de vida desde hace',
    seenWithin: 'Personas que dieron señales de vida en los últimos',
    groups: 'Miembros de',
  },
  days: 'Días; vacío: nadie',
  notDays: 'Un número entero de días, de 1 a 3650.',
  countAnew: 'Contar de nuevo',
  chooseGroups: 'Elija grupos',
  noGroupsYet: 'No hay grupos.',
  noGroups: 'No hay ningún grupo al que añadir personas. Cree uno en Grupos.',
  field: 'Campo',
  chooseField: 'Elija un campo',
  value: 'Valor',
  valueHint: 'Vacío: se quita lo que haya.',
  download: 'Descargar todo lo que se guarda',
  more: 'Más',
  flow: 'Flujo',
  chooseFlow: 'Elija un flujo',
  noFlows: 'No hay flujos. Cree uno en Flujos.',
};
