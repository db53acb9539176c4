import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInvitation, createToken, MakerGoneError } from '../../shared/data/workspace/index.ts';
import { createPeople } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { openBrowser, startTestProvider, type TestProvider } from '../support/sign-in/browser.ts';

const stage = onInProcessStage();
let provider: TestProvider;

beforeAll(async () => {
  const { service } = stage();
  provider = await startTestProvider(service);
  Object.assign(service.runtime.config, { signIn: { issuer: provider.issuer, client: 'dormouse' } });
});
afterAll(() => provider?.stop());

let people = 0;
const newEmail = (name = 'ann'): string => `${name}.${++people}@example.org`;

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
    expect(foreign).toMatchObject({ status: 403, body: { detail: 'You are no member of this workspace.' } });
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
    const proven = await one.ask(provider.linkFor(email), { method: 'POST', body: new URLSearchParams({}) });
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

  it.each([
    ['without the header of our pages', { 'x-dormouse-client': '' }],
    ['from a sibling domain', { 'sec-fetch-site': 'same-site' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from an address that was typed', { 'sec-fetch-site': 'none' }],
  ])('the cookie alone does nothing: %s', async (_, headers) => {
    const { join } = await open();
    const { one, as } = await join('administrator');
    const changed = await one.api('POST', 'settings.json', { name: 'Theirs' }, { ...as, ...headers });
    expect(changed).toMatchObject({ status: 403, body: { detail: 'Authentication credentials were not provided.' } });
    expect((await one.api('POST', '/auth/sign-out', undefined, headers)).status).toBe(403);
    expect((await one.api('GET', 'me.json', undefined, as)).status).toBe(200);
    expect((await one.api('GET', '/auth/session', undefined, headers)).body).toMatchObject({ person: null });
  });
});

describe('Invitations', () => {
  it('work once, for 7 days, and for the address that was invited', async () => {
    const { invite, browser, client } = await open();
    const [email, other] = [newEmail(), newEmail('eve')];
    const { link } = await invite(email);
    expect(await browser().signIn(link, other)).toMatch(/sign_in=invitation_for_another$/);
    expect(await browser().signIn(link, email)).toBe(`${stage().url}/`);
    expect(await browser().signIn(link, other)).toMatch(/sign_in=unknown_invitation$/);
    const late = await invite(other);
    await stage().service.goTo(Date.parse(late.expires_on) + 1);
    expect(await browser().signIn(late.link, other)).toMatch(/sign_in=invitation_expired$/);
    expect((await client.get('people.json')).results.map(({ status }: { status: string }) => status)).toEqual([
      'active',
      'expired',
    ]);
    expect((await client.get('audit_log.json?kind=sign_in.refused')).results).toHaveLength(2);
  });

  it('are replaced by a newer one to the same address, and end when they are withdrawn', async () => {
    const { invite, browser, client } = await open();
    const email = newEmail();
    const first = await invite(email);
    const second = await invite(email.toUpperCase());
    expect((await client.get('people.json')).results).toHaveLength(1);
    expect(await browser().signIn(first.link, email)).toMatch(/sign_in=unknown_invitation$/);
    expect((await client.ask('DELETE', `people.json?uuid=${second.uuid}`)).status).toBe(204);
    expect(await browser().signIn(second.link, email)).toMatch(/sign_in=unknown_invitation$/);
  });

  it('of somebody who is a person already are refused, and of a deployment without a provider too', async () => {
    const { join, client } = await open();
    const { email } = await join();
    expect((await client.ask('POST', 'people.json', { email, role: 'viewer' })).status).toBe(409);
    const { config } = stage().service.runtime;
    const { signIn } = config;
    try {
      Object.assign(config, { signIn: undefined });
      expect(await client.ask('POST', 'people.json', { email: newEmail(), role: 'viewer' })).toMatchObject({
        status: 409,
      });
      const { fetch, url } = stage().service;
      expect((await fetch(`${url}/auth/sign-in`)).status).toBe(404);
      expect(await (await fetch(`${url}/auth/session`)).json()).toEqual({
        provider: false,
        person: null,
        workspaces: [],
      });
    } finally {
      Object.assign(config, { signIn });
    }
  });
});

describe('People', () => {
  it('who are removed are refused at once with their tokens, keep their names, and may be invited again', async () => {
    const { join, client, invite, browser } = await open();
    await join('administrator');
    const { one, me, as, email } = await join('administrator');
    const token = stage().as(
      (await one.api('POST', 'tokens.json', { role: 'administrator', name: 'Own' }, as)).body.token,
    );
    const [contact = ''] = await createPeople(client, 1);
    await one.api('POST', `contacts.json?uuid=${contact}`, { language: 'kin' }, as);
    expect((await client.ask('DELETE', `people.json?uuid=${me.who.uuid}`)).status).toBe(204);
    expect((await one.api('GET', 'contacts.json', undefined, as)).status).toBe(403);
    expect((await token.ask('GET', 'contacts.json')).status).toBe(403);
    await stage().settle();
    expect((await client.get(`history.json?contact=${contact}`)).results[0]).toMatchObject({
      _user: { name: me.who.name },
    });
    expect((await client.ask('DELETE', `people.json?uuid=${me.who.uuid}`)).status).toBe(404);
    expect(await browser().signIn((await invite(email)).link, email)).toBe(`${stage().url}/`);
  });

  it('whose tokens shall stay keep them', async () => {
    const { join, client } = await open();
    await join('administrator');
    const { one, me, as } = await join('administrator');
    const token = stage().as((await one.api('POST', 'tokens.json', { role: 'viewer', name: 'Own' }, as)).body.token);
    await client.ask('DELETE', `people.json?uuid=${me.who.uuid}&keep_tokens=true`);
    expect((await token.ask('GET', 'contacts.json')).status).toBe(200);
  });

  it('who are removed or get a narrower role keep nothing wider that they have made', async () => {
    const { join, client, browser } = await open();
    await join('administrator');
    const { one, me, as } = await join('administrator');
    const make = async (role: string, email: string) => {
      const { token } = (await one.api('POST', 'tokens.json', { role, name: role }, as)).body;
      const { body: invited } = await one.api('POST', 'people.json', { email, role }, as);
      return { token, client: stage().as(token), email, link: invited.link };
    };
    const [wide, narrow] = [await make('administrator', newEmail('eve')), await make('viewer', newEmail('eve'))];
    const byToken = await wide.client.post('people.json', { email: newEmail('eve'), role: 'editor' });
    await client.post(`people.json?uuid=${me.who.uuid}`, { role: 'viewer' });
    expect((await wide.client.ask('GET', 'me.json')).status).toBe(403);
    expect((await narrow.client.ask('GET', 'me.json')).status).toBe(200);
    for (const { link, email } of [wide, byToken])
      expect(await browser().signIn(link, email)).toMatch(/sign_in=unknown_invitation$/);
    await client.ask('DELETE', `people.json?uuid=${me.who.uuid}`);
    expect((await narrow.client.ask('GET', 'me.json')).status).toBe(403);
    expect(await browser().signIn(narrow.link, narrow.email)).toMatch(/sign_in=unknown_invitation$/);
  });

  it('who are removed while they make a token or an invitation make none', async () => {
    const { join, client, workspace } = await open();
    await join('administrator');
    const { me } = await join('administrator');
    const { data, now } = stage().service.runtime;
    const maker = { kind: 'person', id: me.who.uuid, name: 'Eve', role: 'administrator' } as const;
    await client.ask('DELETE', `people.json?uuid=${me.who.uuid}`);
    const token = { role: 'viewer', name: 'Late', now: now() } as const;
    await expect(createToken(data, workspace, token, maker)).rejects.toThrow(MakerGoneError);
    const invitation = { email: newEmail(), role: 'viewer', maker, now: now() } as const;
    await expect(createInvitation(data, workspace, invitation)).rejects.toThrow(MakerGoneError);
  });

  it('get another role at once, and the last administrator neither leaves nor becomes less', async () => {
    const { join, client } = await open();
    const ann = await join('administrator');
    const bob = await join('viewer');
    const role = (uuid: string, to: string) => client.ask('POST', `people.json?uuid=${uuid}`, { role: to });
    for (const to of ['editor', 'viewer']) expect((await role(ann.me.who.uuid, to)).status).toBe(409);
    expect((await ann.one.api('DELETE', `people.json?uuid=${ann.me.who.uuid}`)).status).toBe(409);
    expect((await bob.one.api('GET', 'tokens.json')).status).toBe(403);
    expect((await role(bob.me.who.uuid, 'administrator')).status).toBe(200);
    expect((await bob.one.api('GET', 'tokens.json')).status).toBe(200);
    const both = await Promise.all([ann, bob].map(({ me }) => client.ask('DELETE', `people.json?uuid=${me.who.uuid}`)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await client.get('people.json')).results).toMatchObject([{ role: 'administrator' }]);
  });

  it('who sign out are out in every tab of the browser, and others stay in', async () => {
    const { join } = await open();
    const [ann, bob] = [await join(), await join()];
    const kept = new Map(ann.one.cookies);
    expect((await ann.one.api('POST', '/auth/sign-out')).status).toBe(204);
    for (const [key, value] of kept) ann.one.cookies.set(key, value);
    expect((await ann.one.api('GET', 'me.json')).status).toBe(403);
    expect((await bob.one.api('GET', 'me.json')).status).toBe(200);
  });

  it('are asked again after twelve hours', async () => {
    const { join } = await open();
    const { one, me } = await join();
    await stage().service.goTo(Date.parse(me.now) + 12 * 3_600_000 + 60_000);
    expect((await one.api('GET', 'me.json')).status).toBe(403);
    expect((await one.api('GET', '/auth/session')).body.person).toBe(null);
  });
});
