import type { QueryErrorCode } from '../../../../shared/query/query.ts';
import type { Texts } from '../catalogue.ts';

type Extra = Readonly<Record<string, string>>;

const ERRORS: Readonly<Record<QueryErrorCode, (extra: Extra) => string>> = {
  syntax: () => 'Il manque quelque chose ici, ou il y a quelque chose de trop.',
  too_complex: () => 'Cette recherche est trop longue ou trop imbriquée.',
  unknown_property_type: ({ type }) => `« ${type}. » n’est pas un préfixe connu : « fields. » est celui des champs.`,
  unknown_property: ({ property }) =>
    `Il n’y a ni attribut, ni adresse, ni champ appelé « ${property} ». Vérifiez l’orthographe, ou créez le champ.`,
  redacted_urns: () => 'Les adresses sont cachées ici : on peut seulement demander s’il y en a une, = "" ou != "".',
  unsupported_contains: ({ property }) =>
    `« ~ » ne cherche que dans les noms et les adresses. Comparez « ${property} » avec = ou !=.`,
  unsupported_comparison: ({ property, operator }) =>
    `« ${property} » n’est ni un nombre ni une date : « ${operator} » n’a pas de sens. Utilisez = ou !=.`,
  unsupported_setcheck: ({ property }) => `Tout contact a « ${property} » : mettez une valeur entre les guillemets.`,
  invalid_partial_name: ({ min_token_length }) => `« ~ » demande un mot d’au moins ${min_token_length} lettres.`,
  invalid_partial_urn: ({ min_value_length }) => `« ~ » demande au moins ${min_value_length} caractères de l’adresse.`,
  invalid_number: ({ value }) => `« ${value} » n’est pas un nombre.`,
  invalid_date: ({ value }) => `« ${value} » n’est pas une date, comme 31-12-2026 ou -90d.`,
  invalid_group: ({ value }) => `Il n’y a pas de groupe « ${value} ».`,
  invalid_flow: ({ value }) => `Il n’y a pas de flux « ${value} ».`,
  invalid_status: ({ value }) => `« ${value} » n’est pas un statut : active, archived, blocked ou stopped.`,
  invalid_language: ({ value }) => `« ${value} » n’est pas un code de langue, comme fra.`,
};

export const query: Texts['query'] = {
  placeholder: 'Nom, numéro, ou : pas vu depuis 90 jours',
  suggestions: 'Suggestions',
  didYouMean: (name) => `Vouliez-vous dire ${name} ?`,
  understood: 'Compris comme',
  errors: ({ code, extra }) => ERRORS[code](extra ?? {}),
};
