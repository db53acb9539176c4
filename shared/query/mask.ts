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
  const node = readNode(text);
  return node === null ? quote(mask) : printNode(node, quote(mask));
}

/** A query in normal form without those whom it leaves out one by one (`uuid != …`), and how many these are. */
export function withoutLeftOut(text: string): { readonly query: string; readonly leftOut: number } {
  const node = readNode(text);
  if (node === null) return { query: text, leftOut: 0 };
  const all = node.kind === 'combination' && node.operator === 'AND' ? node.children : [node];
  const rest = all.filter((one) => !isLeftOut(one));
  return { query: rest.map((one) => printChild(one, null)).join(' AND '), leftOut: all.length - rest.length };
}

const isLeftOut = (node: SyntaxNode): boolean =>
  node.kind === 'condition' && node.property.text === 'uuid' && node.operator === '!=';

/** Null for an unreadable text. */
function readNode(text: string): SyntaxNode | null {
  try {
    return parseTokens(tokenize(text, 0, text.length));
  } catch (error) {
    if (error instanceof QueryFailure) return null;
    throw error;
  }
}

/** @param mask - for what may identify a person; null shows all */
function printNode(node: SyntaxNode, mask: string | null): string {
  switch (node.kind) {
    case 'combination':
      return node.children.map((child) => printChild(child, mask)).join(` ${node.operator} `);
    case 'literal':
      return mask ?? printValue(node.value.text);
    case 'condition': {
      const { property, operator, value } = node;
      const shown = mask === null || SHOWN.has(property.text) || value.text === '';
      return `${property.text} ${operator} ${shown ? printValue(value.text) : mask}`;
    }
  }
}

const printChild = (node: SyntaxNode, mask: string | null): string =>
  node.kind === 'combination' ? `(${printNode(node, mask)})` : printNode(node, mask);
