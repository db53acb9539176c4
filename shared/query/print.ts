import type { Condition, Query, QueryNode, QueryProperty } from './ast.ts';
import { quote } from './syntax/strings.ts';

const BARE_VALUE = /^\d+(\.\d+)?$/;

/** The normal form of a query (TextIt 5.8), which parses back to the same query. This form is stored and shown. */
export const printQuery = ({ root }: Query): string => printNode(root);

function printNode(node: QueryNode): string {
  if (node.kind === 'condition') return printCondition(node);
  return node.children.map(printChild).join(` ${node.operator} `);
}

const printChild = (node: QueryNode): string =>
  node.kind === 'combination' ? `(${printNode(node)})` : printCondition(node);

const printCondition = ({ property, operator, value }: Condition): string =>
  `${printProperty(property)} ${operator} ${printValue(value)}`;

/** Always written with its prefix: an attribute or scheme added later cannot change what a stored query means. */
export function printProperty(property: QueryProperty): string {
  switch (property.type) {
    case 'attribute':
    case 'added':
      return property.key;
    case 'scheme':
      return `urns.${property.key}`;
    case 'field':
      return `fields.${property.key}`;
  }
}

export const printValue = (value: string): string => (BARE_VALUE.test(value) ? value : quote(value));
