import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openState, stateFolder } from '../../../scripts/import/state.ts';
import { afterPage, beginRound, type Round } from '../../../shared/domain/imports/textit/round.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const FIRST = beginRound(null, '2026-01-01T00:00:00Z');
const next = (round: Round, page: string): Round => afterPage(round, page, 1);
const pulled = () => readFileSync(join(folder, 'contacts-0.jsonl'), 'utf8');

it('goes on after half a page, which a full disk or a kill left behind', () => {
  const state = openState(folder);
  state.begin(FIRST);
  state.page(['one', 'deux né'], next(FIRST, 'page 2'));
  appendFileSync(join(folder, 'contacts-0.jsonl'), '{"uuid": "12');
  const again = openState(folder);
  expect(again.round?.next).toBe('page 2');
  again.page(['three'], next(FIRST, 'page 3'));
  expect(pulled()).toBe('one\ndeux né\nthree\n');
});

it('begins a round anew when its pages are gone', () => {
  const state = openState(folder);
  state.begin(FIRST);
  state.page(['one'], next(FIRST, 'page 2'));
  rmSync(join(folder, 'contacts-0.jsonl'));
  expect(openState(folder).round).toBeNull();
});

it('leaves no people behind, also when it was killed before it had removed them', () => {
  const state = openState(folder);
  state.begin(FIRST);
  state.page(['one'], FIRST);
  state.end(FIRST.before);
  const kept = pulled();
  state.done();
  expect(readdirSync(folder)).toEqual(['state.json']);
  appendFileSync(join(folder, 'contacts-0.jsonl'), kept);
  expect(openState(folder)).toMatchObject({ until: FIRST.before, imported: true, files: 0 });
  expect(readdirSync(folder)).toEqual(['state.json']);
});

it('has a folder for each pair of workspaces, and takes no other name for one', async () => {
  const api = (uuid: unknown) => ({ get: async () => ({ uuid }) }) as unknown as Parameters<typeof stateFolder>[1];
  const [one, two] = ['9bd1a8bd-7e71-4b1e-ac1f-3c2ff2f2d5a1', '1d3ec6b4-9d2f-4f6c-8d8a-0a1a2b3c4d5e'];
  const places = await Promise.all([stateFolder(folder, api(one), api(two)), stateFolder(folder, api(two), api(one))]);
  expect(new Set(places).size).toBe(2);
  await expect(stateFolder(folder, api('../..'), api(two))).rejects.toThrow('does not name the workspace');
  await expect(stateFolder(folder, api(undefined), api(two))).rejects.toThrow('does not name the workspace');
});
