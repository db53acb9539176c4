import { namesInVariable } from '../../../shared/lambda/http/names-in.ts';
import { functionsOf, type Template } from '../../infra/stacks/assembly.ts';

/** A variable of the watchdog, with logical ids for what CloudFormation fills in. */
export function watchdogVariable(service: Template, name: string): ReadonlyMap<string, string> {
  const watchdog = functionsOf(service).find((one) => one.name === 'jobs-watchdog');
  const given = watchdog?.Environment.Variables[name] as { 'Fn::Join': [string, (string | Reference)[]] };
  return namesInVariable(given['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : idOf(part))).join(''));
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
}

const idOf = ({ Ref, 'Fn::GetAtt': attribute }: Reference): string => Ref ?? attribute?.[0] ?? '';
