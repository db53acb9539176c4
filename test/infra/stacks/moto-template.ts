import skipped from '../../cases/infra/moto-skipped.json' with { type: 'json' };
import type { Resource, Template } from './assembly.ts';

/** Types that moto's CloudFormation does not make, with what tries them instead. */
export const SKIPPED: Readonly<Record<string, string>> = skipped;

/** What moto cannot say of a resource is an ARN of the right form. */
const ARN = 'arn:aws:sns:eu-west-1:123456789012:skipped-';

/**
 * A template as moto can read it: without the types that it skips and what refers to them, tables of one region in
 * place of global ones, and the outputs of other stacks in place of references to them.
 */
export function forMoto(template: Template, outputs: ReadonlyMap<string, string>): Template {
  const kept = Object.entries(template.Resources).filter(([, { Type }]) => !(Type in SKIPPED));
  const values = knownValues(template);
  const plain = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(plain);
    if (typeof json !== 'object' || json === null) return json;
    return (
      referred(json, values, outputs) ?? Object.fromEntries(Object.entries(json).map(([key, one]) => [key, plain(one)]))
    );
  };
  const ids = new Set(kept.map(([id]) => id));
  const resources = kept.map(([id, resource]) => [id, plain(adapted(resource, ids))]);
  return { Resources: Object.fromEntries(resources), Outputs: plain(template.Outputs ?? {}) } as Template;
}

interface KnownValues {
  /** Of resources that moto skips, by id. */
  readonly skipped: ReadonlyMap<string, string>;
  /** Of buses, whose `Ref` is no name in moto. */
  readonly buses: ReadonlyMap<string, string>;
}

function knownValues({ Resources }: Template): KnownValues {
  const all = Object.entries(Resources);
  const buses = all.filter(([, { Type }]) => Type === 'AWS::Events::EventBus');
  return {
    skipped: new Map(all.flatMap(([id, { Type }]) => (Type in SKIPPED ? [[id, `${ARN}${id}`]] : []))),
    buses: new Map(buses.map(([id, { Properties }]) => [id, String(Properties['Name'])])),
  };
}

/** The value of a reference that moto cannot follow. */
function referred(
  json: object,
  { skipped, buses }: KnownValues,
  outputs: ReadonlyMap<string, string>,
): string | undefined {
  const reference = json as {
    readonly Ref?: string;
    readonly 'Fn::GetAtt'?: readonly string[];
    readonly 'Fn::GetStackOutput'?: { readonly OutputName: string };
  };
  const { Ref: ref = '', 'Fn::GetAtt': [id = ''] = [], 'Fn::GetStackOutput': output } = reference;
  return skipped.get(ref || id) ?? buses.get(ref) ?? outputs.get(output?.OutputName ?? '');
}

function adapted(resource: Resource, ids: ReadonlySet<string>): Resource {
  const { DependsOn: after, ...rest } = resource;
  const awaited = [after ?? []].flat().filter((id) => ids.has(id));
  const made = { ...rest, ...(awaited.length > 0 && { DependsOn: awaited }) };
  const { Type: type, Properties: properties } = resource;
  if (type === 'AWS::DynamoDB::GlobalTable') {
    const { Replicas: _, ...table } = properties;
    return { ...made, Type: 'AWS::DynamoDB::Table', Properties: table };
  }
  // The bundles are in no bucket, and need not be.
  return type === 'AWS::Lambda::Function'
    ? { ...made, Properties: { ...properties, Code: { ZipFile: 'exports.handler = () => {};' } } }
    : made;
}
