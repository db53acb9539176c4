import type { Node } from 'constructs';

/** A context value that is text of a given form, or null; throws with an example for another form. */
export function textOf(node: Node, name: string, form: RegExp, example: string): string | null {
  const given: unknown = node.tryGetContext(name);
  if (given === undefined) return null;
  if (typeof given === 'string' && form.test(given)) return given;
  throw new Error(`The context value ${name} has the form ${example}, not ${JSON.stringify(given)}.`);
}

/** A context value that switches something on; the command line gives text. */
export function isOn(node: Node, name: string): boolean {
  const given: unknown = node.tryGetContext(name) ?? false;
  if (given === true || given === 'true') return true;
  if (given === false || given === 'false') return false;
  throw new Error(`The context value ${name} is true or false, not ${JSON.stringify(given)}.`);
}

/** A context value that is an integer within bounds, or null; the command line gives text. */
export function whole(node: Node, name: string, min: number, max: number): number | null {
  const given: unknown = node.tryGetContext(name);
  if (given === undefined) return null;
  const value = typeof given === 'string' ? Number(given) : given;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`The context value ${name} is a whole number from ${min} to ${max}, not ${JSON.stringify(given)}.`);
}
