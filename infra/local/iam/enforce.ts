import type { ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { http } from '../lambda/node-http.ts';
import { accessesOf, findsMissing, lambdaAccessOf, type Resources, s3AccessOf } from './calls.ts';
import { type Access, decider } from './is-allowed.ts';
import type { Statement } from './policies.ts';

export interface Permissions {
  readonly role: string;
  readonly functionName: string;
  readonly statements: readonly Statement[];
  readonly resources: Resources;
}

/**
 * Makes this thread refuse, with AWS's error, each call that the role may not make; no function can avoid it.
 * @param onUse - called with the first use of each permission: an action and a resource
 */
export function enforcePermissions(permissions: Permissions, onUse: (access: Access) => void): void {
  const send = http.request;
  const allows = decider(permissions.statements);
  const used = new Set<string>();
  const note = (access: Access, resource = access.resource) => {
    const use = `${access.action} ${resource}`;
    if (!used.has(use)) onUse({ action: access.action, resource });
    used.add(use);
  };
  const checkOne = (access: Access, resource?: string) => {
    if (!allows(access)) throw accessDenied(access, permissions);
    note(access, resource);
  };
  const check = (target: string, body: string) => {
    for (const access of accessesOf(target, JSON.parse(body), permissions.resources)) checkOne(access);
  };
  // Permissions are for prefixes, whatever the keys.
  const checkFile = (access: Access) => checkOne(access, access.resource.replace(/^([^/]*\/[^/]*\/).*/s, '$1*'));
  const checkPath = (host: string, request: ClientRequest) => {
    const { resources } = permissions;
    const { method, path } = request;
    if (host === resources.lambda) checkOne(lambdaAccessOf(method, path, resources));
    if (!`${host}${path}`.startsWith(`${resources.s3}/`)) return;
    const file = `${host}${path}`.slice(resources.s3.length);
    checkFile(s3AccessOf(method, file));
    const source = request.getHeader('x-amz-copy-source');
    if (source !== undefined) checkFile(s3AccessOf('GET', `/${source}`));
    const isRead = method === 'GET' || method === 'HEAD';
    // Without the permission the local S3 would have answered 403.
    request.once('response', ({ statusCode }) => {
      if (isRead && statusCode === 404) note(findsMissing(file.split('/')[1] ?? '', ''));
    });
  };
  http.request = ((...args: Parameters<typeof http.request>) => {
    const request = send(...args);
    const target = request.getHeader('x-amz-target');
    try {
      checkPath(String(request.getHeader('host')), request);
    } catch (error) {
      request.destroy();
      throw error;
    }
    if (typeof target !== 'string') return request;
    const end = request.end.bind(request) as (body?: unknown) => ClientRequest;
    request.end = ((body?: unknown) => {
      try {
        check(target, String(body));
      } catch (error) {
        request.destroy();
        throw error;
      }
      return end(body);
    }) as typeof request.end;
    return request;
  }) as typeof http.request;
  syncBuiltinESMExports();
}

/** The error that the SDK makes of AWS's answer. */
function accessDenied({ action, resource, leadingKeys = [] }: Access, { role, functionName }: Permissions): Error {
  const keys =
    leadingKeys.length > 0 ? ` (partition keys that begin ${[...new Set(leadingKeys.map(prefix))].join(', ')})` : '';
  const error = new Error(
    `User: ${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${functionName} is not authorized to perform: ` +
      `${action} on resource: ${resource}${keys} because no identity-based policy allows the ${action} action`,
  );
  const [name, httpStatusCode] = action.startsWith('s3:') ? ['AccessDenied', 403] : ['AccessDeniedException', 400];
  return Object.assign(error, { name, $fault: 'client', $metadata: { httpStatusCode } });
}

/** The kind of item, without the ids after it. */
const prefix = (key: string): string => key.replace(/#.*/s, '#');
