/** What is given to CDK, and whether an assembly that was made before fits into an account. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNRESERVED } from '../../infra/concurrency.ts';
import { reservedIn } from './limits.ts';

export interface Given {
  readonly stage: string;
  /** What `-c accountConcurrency` says; null when AWS is to be asked. */
  readonly concurrency: number | null;
  readonly assembly: string | null;
  /** Where CDK writes what the stacks put out, if that is given. */
  readonly outputsFile: string | null;
  readonly others: readonly string[];
}

/** Reads what this command needs; everything else is for CDK. */
export function readArguments(args: readonly string[]): Given {
  const context = new Map<string, string>();
  const others: string[] = [];
  let assembly: string | null = null;
  for (let i = 0; i < args.length; i++) {
    const [option = '', inline] = splitOption(args[i] ?? '');
    const isContext = option === '-c' || option === '--context';
    if (!isContext && option !== '--app' && option !== '-a') {
      others.push(args[i] ?? '');
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined)
      throw new Error(`${option} needs a value, such as ${isContext ? '-c stage=staging' : '--app cdk.out'}.`);
    if (!isContext) assembly = value;
    else {
      const at = value.indexOf('=');
      context.set(value.slice(0, at), value.slice(at + 1));
      others.push('-c', value);
    }
  }
  const concurrency = context.get('accountConcurrency');
  const [, outputsFile = null] = /--outputs-file[ =](\S+)/.exec(others.join(' ')) ?? [];
  return {
    stage: context.get('stage') ?? 'production',
    concurrency: concurrency === undefined ? null : Number(concurrency),
    assembly,
    outputsFile,
    others,
  };
}

/** `--context=a=b` has its value inline. */
const splitOption = (arg: string): readonly [string, string?] => {
  const [, option, value] = /^(--?[a-z]+)=(.*)$/.exec(arg) ?? [];
  return option === undefined ? [arg] : [option, value ?? ''];
};

export function cdkArguments({ assembly, concurrency, others }: Given, account: number | string): readonly string[] {
  if (assembly !== null) return ['deploy', '--all', '--app', assembly, ...others];
  const found = concurrency === null ? ['-c', `accountConcurrency=${account}`] : [];
  return ['deploy', '--all', ...found, ...others];
}

interface Bounds {
  readonly reserved: number;
  /** The sum of what queues may take at once; 0 when each has the least that AWS takes, as in the smallest accounts. */
  readonly queues: number;
}

const LEAST = 2;

/** What the workers of an assembly may take. */
export function boundsOf(assembly: string, stack: string): Bounds {
  const template = JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8'));
  const resources: { Properties?: { ScalingConfig?: { MaximumConcurrency?: number } } }[] = Object.values(
    template.Resources,
  );
  const most = resources.map((one) => one.Properties?.ScalingConfig?.MaximumConcurrency ?? 0);
  const queues = Math.max(...most) > LEAST ? most.reduce((sum, one) => sum + one) : 0;
  return { reserved: reservedIn(template), queues };
}

/** Throws a sentence for an assembly that CloudFormation would refuse, or whose workers would starve the API. */
export function refuseWhatDoesNotFit({ reserved, queues }: Bounds, account: number, stage: string): void {
  const needs = reserved > 0 ? Math.max(2 * reserved, reserved + UNRESERVED) : 2 * queues;
  if (needs > account)
    throw new Error(
      `This assembly was made for an account of at least ${needs} concurrent executions, and this one has ${account}: ` +
        `write "accountConcurrency": ${account} into stages/${stage}.json, and make it again.`,
    );
}
