import type { Find } from '../assembly/find.ts';
import { nameInArn } from '../assembly/identities.ts';
import { findsMissing } from './calls.ts';
import { isAllowed } from './is-allowed.ts';
import type { Statement } from './policies.ts';

interface RolePermissions {
  readonly role: string;
  readonly statements: readonly Statement[];
}

export type PermissionsByFunction = ReadonlyMap<string, RolePermissions>;

const ROLE = 'role/';

/** Whether S3 tells a caller that a file is not there: a function, by its session, or the owner, who has none. */
export const maySeeMissing =
  (permissions: PermissionsByFunction) =>
  (session: string | null, bucket: string, key: string): boolean =>
    session === null || isAllowed(permissions.get(session)?.statements ?? [], findsMissing(bucket, key));

/** What each function may do, by name. Throws when the templates lack its role, or Lambda may not assume it. */
export function permissionsOf(find: Find): PermissionsByFunction {
  return new Map(
    find('AWS::Lambda::Function').map(({ name, properties }) => [
      name,
      rolePermissions(find, properties.Role, 'lambda.amazonaws.com'),
    ]),
  );
}

/** What a role may do. Throws when it does not trust the service that assumes it. */
export function rolePermissions(find: Find, arn: string, service: string): RolePermissions {
  const role = find('AWS::IAM::Role').find((one) => one.arn === arn);
  const trusted = role?.properties.AssumeRolePolicyDocument.Statement.some(
    ({ Principal }) => Principal.Service === service,
  );
  if (!trusted) throw new Error(`No role ${arn} that ${service} may have.`);
  if (role?.properties.ManagedPolicyArns) throw new Error(`The local runner does not know what ${arn} may do.`);
  const name = nameInArn(arn).slice(ROLE.length);
  const policies = find('AWS::IAM::Policy').filter(({ properties }) => properties.Roles.includes(name));
  return { role: arn, statements: policies.flatMap(({ properties }) => properties.PolicyDocument.Statement) };
}
