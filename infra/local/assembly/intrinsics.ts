/** What an intrinsic may refer to. Each function throws, naming what is missing. */
export interface Scope {
  /** `Ref`: a resource's physical id, or a pseudo parameter. */
  ref(name: string): unknown;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): unknown;
  /** `Fn::GetStackOutput`: CDK's weak reference to another stack. */
  output(stack: string, name: string): unknown;
  /** `Fn::ImportValue`: the strong kind. */
  imported(name: string): unknown;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown, where: string): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} needs a text, not ${JSON.stringify(value)}.`);
};

function getAtt(argument: unknown, scope: Scope): unknown {
  const [logicalId, ...name] = Array.isArray(argument) ? argument : text(argument, 'Fn::GetAtt').split('.');
  return scope.attribute(text(logicalId, 'Fn::GetAtt'), name.join('.'));
}

function join(argument: unknown, scope: Scope): string {
  if (!Array.isArray(argument) || !Array.isArray(argument[1])) throw new Error('Fn::Join needs [separator, [parts]].');
  const parts = argument[1].map((part) => text(resolve(part, scope), 'Fn::Join'));
  return parts.join(text(argument[0], 'Fn::Join'));
}

function sub(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = isObject(variables) ? variables : {};
  return text(template, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in own) return text(resolve(own[name], scope), 'Fn::Sub');
    return text(name.includes('.') ? getAtt(name, scope) : scope.ref(name), 'Fn::Sub');
  });
}

function getStackOutput(argument: unknown, scope: Scope): unknown {
  if (!isObject(argument)) throw new Error('Fn::GetStackOutput needs an object.');
  return scope.output(
    text(argument['StackName'], 'Fn::GetStackOutput'),
    text(argument['OutputName'], 'Fn::GetStackOutput'),
  );
}

/** The intrinsics that CDK writes for this application; any other is refused by name. */
const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument, 'Ref')),
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Sub': sub,
  'Fn::ImportValue': (argument, scope) => scope.imported(text(resolve(argument, scope), 'Fn::ImportValue')),
  'Fn::GetStackOutput': getStackOutput,
};

/** Replaces every intrinsic in a part of a template; refuses an unknown one by name. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope));
  if (!isObject(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
    const intrinsic = INTRINSICS[key];
    if (!intrinsic) throw new Error(`The local runner does not know the intrinsic ${key}.`);
    return intrinsic(value[key], scope);
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, scope)]));
}
