import { expect, it } from 'vitest';
import { type ContactId, parseUuid } from '../../../shared/domain/ids.ts';

it.each([
  ['A393ABC0-283D-4C9B-A1B3-641A035C34BF', 'a393abc0-283d-4c9b-a1b3-641a035c34bf'],
  [' a393abc0-283d-4c9b-a1b3-641a035c34bf ', 'a393abc0-283d-4c9b-a1b3-641a035c34bf'],
  ['01932e6a-7b4c-7def-8123-0123456789ab', '01932e6a-7b4c-7def-8123-0123456789ab'],
  ['a393abc0283d4c9ba1b3641a035c34bf', 'a393abc0-283d-4c9b-a1b3-641a035c34bf'],
  ['A393ABC0283D4C9BA1B3641A035C34B', null],
  ['a393abc0-283d-4c9b-a1b3-641a035c34bg', null],
  ['', null],
])('reads %j as %j', (text, uuid) => {
  expect(parseUuid<ContactId>(text)).toBe(uuid);
});
