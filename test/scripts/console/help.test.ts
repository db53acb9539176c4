/** Help on every screen, in every language, of two to five sentences, with a guide that there is. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GUIDES } from '../../../console/app/guides.ts';
import { TOPICS, topicOf } from '../../../console/app/help-topics.ts';
import { SPOKEN } from '../../support/languages.ts';

/** The first part of the address of each screen. */
const SCREENS = [
  ...new Set(
    [...readFileSync('console/app/screens.tsx', 'utf8').matchAll(/<Route path="\/([\w-]*)/g)].map(([, first]) => first),
  ),
];

describe.each(SPOKEN)('Help in %s', (_, { help: { topics } }) => {
  it.each(Object.entries(topics))('about %s has two to five sentences', (__, { sentences }) => {
    const count = sentences.join(' ').split(/(?<=[.!?])\s+/).length;
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(8);
    expect(sentences.length).toBeLessThanOrEqual(5);
  });
});

it('every screen has a topic of its own', () => {
  expect(SCREENS).toContain('contacts');
  const without = SCREENS.filter((first) => first !== '' && topicOf(`/${first}`) === 'home');
  expect(without).toEqual([]);
  expect(topicOf('/')).toBe('home');
  expect(topicOf('/nowhere')).toBe('home');
});

it('every topic leads to a guide that there is', () => {
  for (const guide of Object.values(TOPICS)) expect(GUIDES).toContain(guide);
  expect(GUIDES.filter((guide) => !existsSync(`docs/guides/${guide}.md`))).toEqual([]);
});
