import type { Condition, Query, QueryNode, QueryProperty } from './ast.ts';
import { quote } from './syntax/strings.ts';

const BARE_VALUE = /^\d+(\.\d+)?$/;

/** The normal form of a query (TextIt 5.8), which parses back to the same query. This form is stored and shown. */
export const printQuery = ({ root }: Query): string => printNode(root, true);

/** @param last - whether no other value follows */
function printNode(node: QueryNode, last: boolean): string {
  if (node.kind === 'condition') return printCondition(node, last);
  const { children, operator } = node;
  return children.map((child, at) => printChild(child, last && at === children.length - 1)).join(` ${operator} `);
}

const printChild = (node: QueryNode, last: boolean): string =>
  node.kind === 'combination' ? `(${printNode(node, last)})` : printCondition(node, last);

const printCondition = ({ property, operator, value }: Condition, last: boolean): string =>
  `${printProperty(property)} ${operator} ${printValue(value, last)}`;

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

export const printValue = (value: string, last = false): string =>
  BARE_VALUE.test(value) ? value : quote(value, last);
