import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

/** The assembly of the sources as they are now, which is synthesised once for all tests (test/support/assembly.ts). */
export const ASSEMBLY = process.env['ASSEMBLY'] ?? '';
/** Its bundles, for `buildApp`: to make them takes most of a synthesis. */
export const BUNDLES = join(ASSEMBLY, 'bundles');

/** The two templates as they would be deployed, without the policy checks that `npm run synth` makes. */
export function synthesise(): { readonly data: Template; readonly service: Template } {
  const template = (name: string) =>
    JSON.parse(readFileSync(join(ASSEMBLY, `${name}.template.json`), 'utf8')) as Template;
  return { data: template('DormouseData'), service: template('DormouseService') };
}

export const ofType = (template: Template, type: string): [id: string, resource: Resource][] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

export const propertiesOf = <T>(template: Template, type: string): T[] =>
  ofType(template, type).map(([, { Properties }]) => Properties as T);

interface FunctionProperties {
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly Role: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly Timeout: number;
  readonly ReservedConcurrentExecutions?: number;
}

interface DeployedFunction extends FunctionProperties {
  readonly id: string;
  readonly name: string;
}

export const functionsOf = (service: Template): DeployedFunction[] =>
  ofType(service, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
    const properties = Properties as unknown as FunctionProperties;
    return { ...properties, id, name: String(properties.Environment.Variables['POWERTOOLS_SERVICE_NAME']) };
  });

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: object;
}

interface PolicyProperties {
  readonly Roles: readonly { readonly Ref: string }[];
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

/** Everything that the role with this logical id may do. */
export const statementsOf = (service: Template, role: string): Statement[] =>
  propertiesOf<PolicyProperties>(service, 'AWS::IAM::Policy')
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

export const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat();

export const attribute = (value: unknown): string | undefined =>
  (value as { readonly 'Fn::GetAtt'?: readonly [string, string] } | undefined)?.['Fn::GetAtt']?.[0];
