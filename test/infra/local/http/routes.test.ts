import { expect, test } from 'vitest';
import { createRouter } from '../../../../infra/local/http/routes.ts';

const route = createRouter(
  ['$default', 'ANY /items/{rest+}', 'ANY /items/{id}', 'GET /items/{id}', 'ANY /items/all.json', 'POST /only'].map(
    (key) => ({ key, functionName: 'f', timeoutMs: 1, throttle: null }),
  ),
);
const picked = (method: string, path: string) => {
  const matched = route(method, path);
  return matched && [matched.route.key, matched.pathParameters];
};

test.each([
  ['GET', '/items/all.json', 'ANY /items/all.json', {}],
  ['GET', '/items/allXjson', 'GET /items/{id}', { id: 'allXjson' }],
  ['GET', '/items/7', 'GET /items/{id}', { id: '7' }],
  ['PUT', '/items/7', 'ANY /items/{id}', { id: '7' }],
  ['GET', '/items/7/8', 'ANY /items/{rest+}', { rest: '7/8' }],
  ['POST', '/only', 'POST /only', {}],
  ['GET', '/only', '$default', {}],
  ['GET', '/', '$default', {}],
])('%s %s goes to %s', (method, path, key, parameters) => {
  expect(picked(method, path)).toEqual([key, parameters]);
});

test('without $default, what matches nothing has no route', () => {
  const strict = createRouter([{ key: 'GET /a', functionName: 'f', timeoutMs: 1, throttle: null }]);
  expect(strict('POST', '/a')).toBeNull();
  expect(strict('GET', '/a/')).toBeNull();
});
