import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

export const words: Texts['words'] = {
  actions: 'Acciones',
  advanced: 'Avanzado',
  address: 'Dirección',
  addresses: 'Direcciones',
  cancel: 'Cancelar',
  chooseLanguage: 'Elija un idioma',
  columns: 'Columnas',
  contact: 'Contacto',
  contacts: 'Contactos',
  contactsOf: (count, shown) => `${shown} ${plural(count, 'contacto', 'contactos')}`,
  counting: 'Contando',
  details: 'Detalles',
  download: 'Descargar',
  fields: 'Campos',
  find: 'Buscar',
  groups: 'Grupos',
  language: 'Idioma',
  name: 'Nombre',
  noneFound: 'No se encontró nada.',
  notSet: 'Sin valor',
  save: 'Guardar',
  state: 'Estado',
  status: 'Estado',
  why: 'Por qué',
};
