import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

export const contacts: Texts['contacts'] = {
  add: 'Añadir contacto',
  phone: 'Número de teléfono',
  phoneHint: 'Con el prefijo del país, o como se marca en el país del espacio de trabajo.',
  lastSeen: 'Última señal de vida',
  created: 'Creado',
  never: 'Nunca',
  unnamed: 'Sin nombre',
  staticGroup: 'Los miembros se añaden y se quitan a mano, por flujos y por importaciones.',
  emptyFolder: {
    active:
      'Todavía no hay nadie activo. Las personas llegan por una importación, una a una a mano, o cuando le escriben.',
    dormant: 'Nadie lleva tanto tiempo en silencio.',
    archived: 'No hay nadie archivado.',
    stopped: 'Nadie se ha dado de baja.',
    blocked: 'No hay nadie bloqueado.',
  },
  emptyGroup: 'No hay nadie en este grupo.',
  noMatch: 'Nadie coincide.',
  noneYet: (looked, all) =>
    `Nadie por ahora: se miraron ${looked} de ${all} contactos como máximo. Siga en la página siguiente, o limite la búsqueda.`,
  partial: (looked, all) =>
    `Hasta ahora se miraron ${looked} de ${all} contactos como máximo. Puede haber más en la página siguiente.`,
  unread: 'La búsqueda no se puede leer.',
  saved: 'Búsquedas guardadas',
  saveSearch: 'Guardar esta búsqueda',
  renameSearch: (name) => `Cambiar el nombre de “${name}”`,
  deleteSearch: (name) => `Eliminar “${name}”`,
  searchName: 'Nombre de la búsqueda',
  searchHint: 'Todo el espacio de trabajo la encuentra en esta lista.',
  deleteSearchHint: 'Sale de la lista para todos. Ningún contacto cambia.',
  clearSearch: 'Borrar la búsqueda',
  search: 'Buscar contactos',
  found: (count, shown, more) => `${more ? 'Al menos ' : ''}${shown} ${plural(count, 'coincidencia', 'coincidencias')}`,
  narrow: 'Limitar',
  facets: {
    status: 'Estado',
    language: 'Idioma',
    none: 'Ninguno',
    before: (month) => `Antes de ${month}`,
  },
  selection: 'Selección',
  selectAllRows: 'Seleccionar todas las filas de esta página',
  selectRow: (name) => `Seleccionar a ${name}`,
  selected: (count, shown, total) => {
    const ticked = plural(count, 'seleccionado', 'seleccionados');
    return total === null ? `${shown} ${ticked}` : `${shown} de ${total} ${ticked}`;
  },
  allSelected: (shown, searched) =>
    shown === null
      ? 'Todos los que coinciden están seleccionados'
      : searched
        ? `Los ${shown} que coinciden están seleccionados`
        : `Los ${shown} están seleccionados`,
  selectAll: (total) => (total === null ? 'Seleccionar todos' : `Seleccionar los ${total}`),
  selectAllMatching: (total) =>
    total === null ? 'Seleccionar todos los que coinciden' : `Seleccionar los ${total} que coinciden`,
  atLeast: (shown) => `al menos ${shown}`,
  selectNone: 'No seleccionar ninguno',
  preferences: 'Preferencias',
  confirm: 'Confirmar',
  compact: 'Compacta',
  compactHint: 'Más filas en la pantalla',
};
