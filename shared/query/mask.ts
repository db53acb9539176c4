import { QueryFailure } from './errors.ts';
import type { AttributeKey } from './meaning/attributes.ts';
import { printValue } from './print.ts';
import { tokenize } from './syntax/lexer.ts';
import { parseTokens } from './syntax/parser.ts';
import { quote } from './syntax/strings.ts';
import type { SyntaxNode } from './syntax/tree.ts';

/** Properties whose values identify nobody, or only while the contact exists; names, addresses, fields do. */
const SHOWN: ReadonlySet<string> = new Set<AttributeKey>([
  'uuid',
  'id',
  'ref',
  'status',
  'language',
  'group',
  'flow',
  'history',
  'tickets',
  'created_on',
  'last_seen_on',
]);

/** A query in normal form with `mask` for each value that may identify a person; an unreadable text becomes `mask`. */
export function maskQuery(text: string, mask: string): string {
  try {
    return printNode(parseTokens(tokenize(text, 0, text.length)), quote(mask));
  } catch (error) {
    if (error instanceof QueryFailure) return quote(mask);
    throw error;
  }
}

function printNode(node: SyntaxNode, mask: string): string {
  switch (node.kind) {
    case 'combination':
      return node.children.map((child) => printChild(child, mask)).join(` ${node.operator} `);
    case 'literal':
      return mask;
    case 'condition': {
      const { property, operator, value } = node;
      const shown = SHOWN.has(property.text) || value.text === '';
      return `${property.text} ${operator} ${shown ? printValue(value.text) : mask}`;
    }
  }
}

const printChild = (node: SyntaxNode, mask: string): string =>
  node.kind === 'combination' ? `(${printNode(node, mask)})` : printNode(node, mask);
