import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi } from '../../../scripts/api.ts';
import { play } from '../../../scripts/smoke/story.ts';
import { cleanUp, refuseInhabited } from '../../../scripts/smoke/workspace.ts';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

/** `npm run smoke`, which plays the story on a deployed service, and so waits by asking the API only. */

let service: Service;
beforeAll(async () => {
  service = await joinJourney();
});
afterAll(() => service?.stop());

it('plays every step, and leaves nothing behind', async () => {
  const api = openApi(service.url, service.token);
  const lists = () => Promise.all(['groups.json', 'flows.json?archived=0'].map((list) => api.get(list)));
  const before = await lists();
  await refuseInhabited(api);
  const steps: string[] = [];
  await play(api, (step) => steps.push(step));
  expect(steps).toHaveLength(4);
  await cleanUp(api);
  expect(await lists()).toEqual(before);
});

it('is refused by a workspace that has contacts, and takes away what a broken story has left', async () => {
  const api = openApi(service.url, service.token);
  await api.post('contacts.json', { name: 'Person 3', urns: ['tel:+447700900003'] });
  await service.idle();
  await expect(refuseInhabited(api)).rejects.toThrow('This workspace has 1 contacts');
  await cleanUp(api);
  await expect(refuseInhabited(api)).resolves.toBeUndefined();
});
