import { afterAll, beforeAll, expect } from 'vitest';
import { onInProcessStage } from '../in-process/stage.ts';
import { openBrowser, startTestProvider, type TestProvider } from './browser.ts';

let people = 0;

/** An e-mail that nobody has had. */
export const newEmail = (name = 'ann'): string => `${name}.${++people}@example.org`;

/** A service in this process with a provider by which people sign in. */
export function onSignInStage() {
  const stage = onInProcessStage();
  let provider: TestProvider;

  beforeAll(async () => {
    const { service } = stage();
    provider = await startTestProvider(service);
    Object.assign(service.runtime.config, { signIn: { issuer: provider.issuer, client: 'dormouse' } });
  });
  afterAll(() => provider?.stop());

  /** A workspace, its administrator, and ways into it. */
  async function open() {
    const client = await stage().open();
    const { uuid: workspace } = await client.get('workspace.json');
    const browser = () => openBrowser(stage().service, provider);
    const invite = (email: string, role = 'editor') => client.post('people.json', { email, role });
    /** A browser in which somebody of the workspace has signed in. */
    const join = async (role = 'editor', email = newEmail()) => {
      const one = browser();
      const { link } = await invite(email, role);
      expect(await one.signIn(link, email)).toBe(`${stage().url}/`);
      const { body: me } = await one.api('GET', 'me.json', undefined, { 'x-temba-workspace': workspace });
      return { one, email, me, as: { 'x-temba-workspace': workspace } };
    };
    return { client, workspace, browser, invite, join };
  }
  return { stage, open, provider: () => provider };
}
