import { appendFileSync } from 'node:fs';
import type { Model, TableSpec } from '../assembly/model.ts';
import type { Permissions } from '../iam/enforce.ts';
import { type Access, isAllowed } from '../iam/is-allowed.ts';
import type { Statement } from '../iam/policies.ts';

/** What functions may do, and what they have used of it since the start. */
export interface PermissionUse {
  /** What a function's threads check its calls against. */
  of(functionName: string): Permissions;
  add(functionName: string, access: Access): void;
  /** By function: the used actions on resources, and those granted but not used. */
  report(): Readonly<Record<string, { readonly used: readonly string[]; readonly unused: readonly string[] }>>;
}

/** Where the services are that are known by their address alone. */
interface Addresses {
  readonly s3: string;
  readonly lambda: string;
}

/** Adds each function's first use of a permission to the file `log`. */
export function createPermissionUse(model: Model, { s3, lambda }: Addresses, log: string | null): PermissionUse {
  const used = new Map(model.functions.map(({ name }) => [name, new Set<string>()]));
  const resources = {
    s3: s3.replace(/^http:\/\//, ''),
    lambda: new URL(lambda).host,
    functions: Object.fromEntries(model.functions.map(({ name, arn }) => [name, arn])),
    queues: Object.fromEntries(model.queues.map(({ url, arn }) => [url, arn])),
    buses: Object.fromEntries(model.buses.map(({ name, arn }) => [name, arn])),
    tables: model.tables.map((table) => ({ name: table.name, arn: table.arn, partitionKeys: partitionKeysOf(table) })),
  };
  const permissionsOf = (functionName: string) => {
    const found = model.permissions.get(functionName);
    if (!found) throw new Error(`The assembly has no function ${functionName}.`);
    return found;
  };
  return {
    of: (functionName) => ({ ...permissionsOf(functionName), functionName, resources }),
    add(functionName, access) {
      const use = pairOf(access);
      const uses = used.get(functionName);
      if (uses?.has(use)) return;
      uses?.add(use);
      if (log !== null) appendFileSync(log, `${JSON.stringify({ functionName, use })}\n`);
    },
    report: () =>
      Object.fromEntries(
        [...used].map(([name, uses]) => {
          const granted = grantedBy(permissionsOf(name).statements);
          return [name, { used: [...uses].sort(), unused: granted.filter((pair) => !uses.has(pair)) }];
        }),
      ),
  };
}

/** What Lambda does in a function's name for event sources; logs and traces are no calls of the function either. */
const BY_LAMBDA =
  /^(logs|xray):|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueue\w+)$|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

const pairOf = ({ action, resource }: Access): string => `${action} ${resource}`;

/** Every action on every resource that a function's own calls may use, sorted. */
export function grantedBy(statements: readonly Statement[]): string[] {
  const pairs = statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource, Condition }) => {
      // Whatever a pattern allows, it allows its own text.
      const [prefix] = Condition?.StringLike?.['s3:prefix'] ?? [];
      const some = prefix === undefined ? {} : { prefix };
      return Action.flatMap((action) => Resource.map((resource) => ({ action, resource, ...some })));
    });
  return pairs
    .filter((access) => !BY_LAMBDA.test(access.action) && isAllowed(statements, access))
    .map(pairOf)
    .sort();
}

function partitionKeysOf({ properties: { KeySchema, GlobalSecondaryIndexes = [] } }: TableSpec) {
  const partitionKey = (schema: typeof KeySchema) =>
    schema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  return {
    '': partitionKey(KeySchema),
    ...Object.fromEntries(GlobalSecondaryIndexes.map((index) => [index.IndexName, partitionKey(index.KeySchema)])),
  };
}
