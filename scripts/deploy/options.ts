import { readArguments } from './assembly.ts';

export const HELP = `npm run deploy -- [options] [options of cdk deploy]

Makes a deployment, or updates one to this release. Each step first checks whether it is done already.

  --workspace <name>   the first workspace; its administrator token is shown once
  --person <e-mail>    its first person: prints the link that invites an administrator
  --dry                prints the steps without doing them
  --help               this text

It takes credentials and a region from the environment. $SMOKE_TOKEN, an administrator token of a workspace that exists
for this and has no contacts, lets the command play the smoke story; with --workspace it makes such a workspace. Settings are in
stages/<stage>.json or -c name=value (docs/deploying.md#context). With --app <directory> it deploys an assembly that was
made before, after a check that it fits the account.`;

export type Options = NonNullable<ReturnType<typeof readOptions>>;

/** Reads the command line; null for help. What is not of this command is for CDK. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv) {
  if (args.includes('--help')) return null;
  const rest = [...args];
  const take = (name: string): string | null => {
    const at = rest.indexOf(name);
    if (at < 0) return null;
    const [, value] = rest.splice(at, 2);
    if (!value || value.startsWith('-')) throw new Error(`${name} needs a value.`);
    return value;
  };
  const [workspace, person] = ['--workspace', '--person'].map(take) as [string | null, string | null];
  if (person !== null && workspace === null)
    throw new Error('--person needs --workspace: the person is invited to it.');
  const dry = rest.includes('--dry');
  const given = readArguments(rest.filter((one) => one !== '--dry'));
  return { given, workspace, person, smokeToken: env['SMOKE_TOKEN'] || null, dry };
}
