import { expect, test } from 'vitest';
import { createOwnPaths, createRouter } from '../../../../infra/local/http/server.ts';
import cases from '../../../cases/infra/local/http/routes.json' with { type: 'json' };

const route = createRouter(
  ['$default', 'ANY /items/{rest+}', 'ANY /items/{id}', 'GET /items/{id}', 'ANY /items/all.json', 'POST /only'].map(
    (key) => ({ key, functionName: 'f', timeoutMs: 1, throttle: null }),
  ),
);
const picked = (method: string, path: string) => {
  const matched = route(method, path);
  return matched && [matched.route.key, matched.pathParameters];
};

test.each(cases.paths as unknown as [string, string, string, object][])(
  '%s %s goes to %s',
  (method, path, key, parameters) => {
    expect(picked(method, path)).toEqual([key, parameters]);
  },
);

test('without $default, what matches nothing has no route', () => {
  const strict = createRouter([{ key: 'GET /a', functionName: 'f', timeoutMs: 1, throttle: null }]);
  expect(strict('POST', '/a')).toBeNull();
  expect(strict('GET', '/a/')).toBeNull();
});

test.each(cases.own as [string, boolean][])('%s is a path of the API: %s', (path, isOwn) => {
  const keys = ['$default', 'ANY /api/v2/contacts.json', 'ANY /health', 'ANY /in/{channel}'];
  const own = createOwnPaths(keys.map((key) => ({ key, functionName: 'f', timeoutMs: 1, throttle: null })));
  expect(own(path)).toBe(isOwn);
});
