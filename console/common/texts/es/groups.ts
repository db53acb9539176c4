import type { Texts } from '../catalogue.ts';

export const groups: Texts['groups'] = {
  hint: 'Grupos cuyos miembros se añaden a mano, y grupos inteligentes, cuyos miembros encuentra una búsqueda.',
  create: 'Nuevo grupo',
  edit: 'Editar el grupo',
  delete: 'Eliminar el grupo',
  deleteHint: (name) => `¿Eliminar el grupo ${name}? Sus miembros siguen como están, y salen de él.`,
  menu: 'Todo el grupo',
  saveAs: 'Guardar como grupo inteligente',
  name: 'Nombre del grupo',
  members: 'Miembros',
  kind: 'Tipo',
  byHand: 'A mano',
  smart: 'Inteligente',
  smartHint: 'Quien coincide con la búsqueda pasa a ser miembro automáticamente.',
  query: 'Búsqueda',
  ready: 'Listo',
  invalid: 'La búsqueda ya no es válida',
  filling: 'Buscando a los miembros',
  none: 'Todavía no hay grupos.',
  willFollow: 'Quien coincide pasa a ser miembro automáticamente:',
};
