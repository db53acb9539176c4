import { describe, expect, it } from 'vitest';
import cases from '../cases/sign-in.json' with { type: 'json' };
import { createPeople } from '../support/api/client.ts';
import type { openBrowser } from '../support/sign-in/browser.ts';
import { newEmail, onSignInStage } from '../support/sign-in/stage.ts';

const { stage, open, provider } = onSignInStage();

describe('Signing in', () => {
  it('by an invitation makes somebody a person, who is known by name in all that they do', async () => {
    const { client, join, workspace } = await open();
    const { one, email, me } = await join('administrator', newEmail('ann.mutesi'));
    expect(me).toMatchObject({
      who: { type: 'person', name: expect.stringMatching(/^Ann Mutesi/) },
      token: null,
      role: 'administrator',
    });
    const [contact = ''] = await createPeople(client, 1);
    await one.api('POST', `contacts.json?uuid=${contact}`, { language: 'kin' });
    const made = await one.api('POST', 'tokens.json', { role: 'viewer', name: 'Board' });
    expect(made.body).toMatchObject({ owner: { uuid: me.who.uuid, name: me.who.name } });
    await stage().settle();
    const { results } = await client.get(`history.json?contact=${contact}`);
    expect(results[0]).toMatchObject({ _user: { uuid: me.who.uuid, name: me.who.name } });
    expect((await client.get('users.json')).results).toMatchObject([
      { uuid: me.who.uuid, email, role: 'administrator' },
    ]);
    expect((await client.get(`users.json?email=${email.toUpperCase()}`)).results).toHaveLength(1);
    expect((await client.get('people.json')).results).toMatchObject([{ status: 'active', email }]);
    const kinds = (await client.get('audit_log.json')).results.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['person.invited', 'person.joined', 'token.created']));
    expect((await one.api('GET', '/auth/session')).body).toMatchObject({
      provider: true,
      person: { email },
      workspaces: [{ uuid: workspace, role: 'administrator' }],
    });
  });

  it('again needs no invitation, gives another session, and leads to where it began, but to no other site', async () => {
    const { join, browser } = await open();
    const { email, one } = await join();
    const other = browser();
    expect(await other.signIn(`${stage().url}/auth/sign-in?path=/jobs`, email)).toBe(`${stage().url}/jobs`);
    expect((await other.api('GET', 'me.json')).status).toBe(200);
    expect([...other.cookies.values()]).not.toContain([...one.cookies.values()].at(-1));
    for (const path of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      '/\t/evil.example',
      '\\/evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '/%2e//evil.example',
    ])
      expect(await browser().signIn(`${stage().url}/auth/sign-in?${new URLSearchParams({ path })}`, email)).toBe(
        `${stage().url}/`,
      );
  });

  it('without an invitation gives no session', async () => {
    const { browser } = await open();
    const one = browser();
    expect(await one.signIn(`${stage().url}/auth/sign-in`, newEmail('stranger'))).toBe(
      `${stage().url}/?sign_in=no_member`,
    );
    expect((await one.api('GET', 'me.json')).status).toBe(403);
  });

  it('is for one workspace after the other: each tab names its own, and roles differ', async () => {
    const [first, second] = [await open(), await open()];
    const { one, email, as } = await first.join('viewer');
    const { link } = await second.invite(email, 'administrator');
    await one.signIn(link, email);
    const there = { 'x-temba-workspace': second.workspace };
    expect((await one.api('GET', 'me.json', undefined, as)).body).toMatchObject({ role: 'viewer' });
    expect((await one.api('GET', 'me.json', undefined, there)).body).toMatchObject({ role: 'administrator' });
    expect((await one.api('POST', 'settings.json', { name: 'Taken' }, as)).status).toBe(403);
    const third = await open();
    const foreign = await one.api('GET', 'contacts.json', undefined, { 'x-temba-workspace': third.workspace });
    expect(foreign).toMatchObject({ status: 403, body: { detail: 'You are not a member of this workspace.' } });
  });

  it('sets cookies that scripts cannot read, sibling domains cannot set, and no cross-site request carries', async () => {
    const { browser, join } = await open();
    const begun = await browser().ask(`${stage().url}/auth/sign-in`);
    expect(begun.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-dormouse-sign-in=.+; Path=\/; Max-Age=900; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(begun.headers.get('x-frame-options')).toBe('DENY');
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ code_challenge_method: 'S256', response_type: 'code' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    const { one } = await join();
    const out = await one.ask(`${stage().url}/auth/sign-out`, {
      method: 'POST',
      headers: { 'x-dormouse-client': 'console' },
    });
    expect(out.headers.getSetCookie()).toEqual([
      '__Host-dormouse=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict',
    ]);
  });
});

describe('Attacks', () => {
  /** A sign-in that has come back from the provider, but was not taken yet. */
  async function returned() {
    const { browser, invite } = await open();
    const [one, email] = [browser(), newEmail()];
    const { link } = await invite(email);
    const { visited } = await one.follow(link);
    await one.ask(visited.at(-1) ?? '', { method: 'POST', body: new URLSearchParams({ email }) });
    const proven = await one.ask(provider().linkFor(email), { method: 'POST', body: new URLSearchParams({}) });
    const back = await one.ask(proven.headers.get('location') ?? '');
    return { one, browser, callback: back.headers.get('location') ?? '' };
  }
  const REFUSED = /\/\?sign_in=(?:refused|not_begun)$/;
  const ends = async (one: ReturnType<typeof openBrowser>, url: string) => (await one.follow(url)).visited.at(-1);

  it('a code and state that were stolen are worth nothing in another browser', async () => {
    const { browser, callback } = await returned();
    expect(await ends(browser(), callback)).toMatch(REFUSED);
    const begun = browser();
    await begun.ask(`${stage().url}/auth/sign-in`);
    expect(await ends(begun, callback)).toMatch(REFUSED);
  });

  it('a code works once, and not with another state or for another issuer', async () => {
    const wrong = async (change: (url: URL) => void) => {
      const { one, callback } = await returned();
      const url = new URL(callback);
      change(url);
      expect(await ends(one, url.href)).toMatch(REFUSED);
    };
    await wrong((url) => url.searchParams.set('state', 'other'));
    await wrong((url) => url.searchParams.set('iss', 'https://evil.example'));
    await wrong((url) => url.searchParams.delete('iss'));
    await wrong((url) => url.searchParams.set('code', 'other'));
    const { one, callback } = await returned();
    const kept = new Map(one.cookies);
    expect(await ends(one, callback)).toBe(`${stage().url}/`);
    for (const [key, value] of kept) one.cookies.set(key, value);
    expect(await ends(one, callback)).toMatch(REFUSED);
  });

  it('a session that an attacker has chosen is none', async () => {
    const { browser, workspace } = await open();
    const one = browser();
    one.cookies.set(`${new URL(stage().url).host} __Host-dormouse`, 'chosen-by-somebody-else');
    expect(await one.api('GET', 'me.json', undefined, { 'x-temba-workspace': workspace })).toMatchObject({
      status: 403,
      body: { detail: 'Your session has ended. Sign in again.' },
    });
  });

  it.each(cases.cookieAlone as unknown as [string, Record<string, string>][])(
    'the cookie alone does nothing: %s',
    async (_, headers) => {
      const { join } = await open();
      const { one, as } = await join('administrator');
      const changed = await one.api('POST', 'settings.json', { name: 'Theirs' }, { ...as, ...headers });
      expect(changed).toMatchObject({ status: 403, body: { detail: 'Authentication credentials were not provided.' } });
      expect((await one.api('POST', '/auth/sign-out', undefined, headers)).status).toBe(403);
      expect((await one.api('GET', 'me.json', undefined, as)).status).toBe(200);
      expect((await one.api('GET', '/auth/session', undefined, headers)).body).toMatchObject({ person: null });
    },
  );
});
