/** Makes the texts of a language from its catalogue: ICU messages, which `scripts/console-texts.ts` parses at build. */
import { IntlMessageFormat } from 'intl-messageformat';

type Values = Readonly<Record<string, string | number | boolean | null>>;

/** A text of the catalogue; a function of its arguments where it has some. */
export type Text = string | ((values: Values) => string);

type Parsed = Exclude<ConstructorParameters<typeof IntlMessageFormat>[0], string>;

/** A text with its gaps filled, among texts of which only some have gaps. */
export const filled = <Needed>(text: string | ((values: Needed) => string), values: Needed): string =>
  typeof text === 'string' ? text : text(values);

/** A message, as it was written or parsed; a list of texts; or texts by their keys. */
type Node = string | Parsed | readonly Node[] | { readonly [key: string]: Node };

const isParsed = (node: Node): node is Parsed => Array.isArray(node) && typeof node[0]?.type === 'number';
const isMessage = (node: Node): node is string | Parsed => typeof node === 'string' || isParsed(node);

type Catalogue = Readonly<Record<string, Node>>;

/** The catalogue of both files: a room of texts may have a part in each. */
export const joined = (first: Catalogue, rest: Catalogue): Catalogue => ({
  ...first,
  ...Object.fromEntries(
    Object.entries(rest).map(([name, room]) => [name, { ...(first[name] as Catalogue), ...(room as Catalogue) }]),
  ),
});

/** @param language - whose rules say which plural a count takes */
export const textsOf = <Texts>(catalogue: Node, language: string): Texts => bound(catalogue, language) as Texts;

function bound(node: Node, language: string): unknown {
  if (isMessage(node)) return textOf(node, language);
  if (Array.isArray(node)) return node.map((one: Node) => bound(one, language));
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, bound(one, language)]));
}

function textOf(message: string | Parsed, language: string): Text {
  if (typeof message === 'string' && !message.includes('{')) return message;
  let format: IntlMessageFormat | undefined;
  return (values) => {
    format ??= new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    return String(format.format(values));
  };
}
