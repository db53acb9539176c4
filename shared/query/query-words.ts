/** Words for queries that are refused: a companion of the bundles (infra/bundles), since most are not. */
import type { QueryErrorCode } from './error-code.ts';

export { unexpectedWords } from './syntax/unexpected.ts';

/** What was found, and what to try instead, where the error itself says all that is needed for it. */
export function queryHint(code: QueryErrorCode, given: Readonly<Record<string, string>> | null): string {
  const extra = given ?? {};
  switch (code) {
    case 'unknown_property_type':
      return `"${extra['type']}." is not a known prefix. Use "fields." for a field or "urns." for an address.`;
    case 'unknown_property':
      return `There is no attribute, URN scheme or field called "${extra['property']}". Check the spelling, or create the field first.`;
    case 'redacted_urns':
      return 'Addresses are hidden in this workspace. You can only ask whether there is one: = "" or != "".';
    case 'unsupported_contains':
      return `"~" finds parts of names and addresses only. Compare "${extra['property']}" with = or != and the whole value.`;
    case 'unsupported_comparison':
      return `"${extra['property']}" is neither a number nor a date, so "${extra['operator']}" has no meaning for it. Use = or !=.`;
    case 'unsupported_setcheck':
      return `Every contact has "${extra['property']}", so comparing it with "" tells nothing. Put a value between the quotes.`;
    case 'invalid_partial_name':
      return `"~" needs a word of at least ${extra['min_token_length']} letters to look for. Type more of the name, or compare the whole name with =.`;
    case 'invalid_partial_urn':
      return `"~" needs at least ${extra['min_value_length']} characters of the address to look for. Type more of it.`;
    default:
      return '';
  }
}
