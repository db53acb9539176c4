import type { QueryErrorCode } from '../../../../shared/query/query.ts';
import type { Texts } from '../catalogue.ts';

type Extra = Readonly<Record<string, string>>;

const ERRORS: Readonly<Record<QueryErrorCode, (extra: Extra) => string>> = {
  syntax: () => 'Aquí falta algo, o sobra algo.',
  too_complex: () => 'Esta búsqueda es demasiado larga o demasiado anidada.',
  unknown_property_type: ({ type }) => `“${type}.” no es un prefijo conocido: “fields.” es el de los campos.`,
  unknown_property: ({ property }) =>
    `No hay ninguna propiedad, dirección ni campo que se llame “${property}”. Revise cómo se escribe, o cree el campo.`,
  redacted_urns: () => 'Aquí las direcciones están ocultas: solo se puede preguntar si hay alguna, = "" o != "".',
  unsupported_contains: ({ property }) => `“~” solo busca en nombres y direcciones. Compare “${property}” con = o !=.`,
  unsupported_comparison: ({ property, operator }) =>
    `“${property}” no es un número ni una fecha: “${operator}” no tiene sentido. Use = o !=.`,
  unsupported_setcheck: ({ property }) => `Todo contacto tiene “${property}”: ponga un valor entre las comillas.`,
  invalid_partial_name: ({ min_token_length }) => `“~” necesita una palabra de al menos ${min_token_length} letras.`,
  invalid_partial_urn: ({ min_value_length }) =>
    `“~” necesita al menos ${min_value_length} caracteres de la dirección.`,
  invalid_number: ({ value }) => `“${value}” no es un número.`,
  invalid_date: ({ value }) => `“${value}” no es una fecha, como 31-12-2026 o -90d.`,
  invalid_group: ({ value }) => `No hay ningún grupo “${value}”.`,
  invalid_flow: ({ value }) => `No hay ningún flujo “${value}”.`,
  invalid_status: ({ value }) => `“${value}” no es un estado: active, archived, blocked o stopped.`,
  invalid_language: ({ value }) => `“${value}” no es un código de idioma, como spa.`,
};

export const query: Texts['query'] = {
  placeholder: 'Nombre, número, o: sin señales desde hace 90 días',
  suggestions: 'Sugerencias',
  understood: 'Entendido como',
  didYouMean: (name) => `¿Quiso decir ${name}?`,
  errors: ({ code, extra }) => ERRORS[code](extra ?? {}),
};
