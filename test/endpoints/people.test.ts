import { describe, expect, it } from 'vitest';
import { createInvitation, createToken, MakerGoneError } from '../../shared/data/workspace/index.ts';
import { createPeople } from '../support/api/client.ts';
import { newEmail, onSignInStage } from '../support/sign-in/stage.ts';

const { stage, open } = onSignInStage();

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
