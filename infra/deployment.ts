import type { Node } from 'constructs';

/** What the operator of a deployment decides: context values, from `cdk.json` or `npx cdk deploy -c maxApiRate=100000`. */
export interface Deployment {
  /** Requests an hour: the most that a workspace's administrator may set in `api_rates`. */
  readonly maxApiRate: number;
}

/** Ten times TextIt's limit. */
const MAX_API_RATE = 36_000;

/** Reads the context; throws, naming the value, when it is none that can be deployed. */
export const readDeployment = (node: Node): Deployment => ({
  maxApiRate: whole(node, 'maxApiRate', 1, 1_000_000) ?? MAX_API_RATE,
});

/** A context value from the command line is text. */
function whole(node: Node, name: string, min: number, max: number): number | null {
  const given: unknown = node.tryGetContext(name);
  if (given === undefined) return null;
  const value = typeof given === 'string' ? Number(given) : given;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`The context value ${name} is a whole number from ${min} to ${max}, not ${JSON.stringify(given)}.`);
}
