import { expect, it } from 'vitest';
import { unpackNotification } from '../../functions/inbound/inbound-take.ts';
import { prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

async function open() {
  const client = await stage().open();
  await prepare(client);
  return client;
}

/** Hands a message over as the queue does to which the topic is subscribed. */
async function publish(message: object | string): Promise<void> {
  await unpackNotification(
    {
      Type: 'Notification',
      MessageId: 'm-1',
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:inbound',
      Message: typeof message === 'string' ? message : JSON.stringify(message),
      Timestamp: '2026-11-26T08:00:00.000Z',
    },
    stage().service.runtime,
  );
  await stage().settle();
}

const sms = (destinationNumber: string, messageBody: string, inboundMessageId: string = messageBody) => ({
  originationNumber: '+250788123456',
  destinationNumber,
  messageBody,
  inboundMessageId,
});

it('a message to a number goes to the workspace whose channel has it, once, at the time of publishing', async () => {
  const [one, other] = [await open(), await open()];
  await one.post('channels.json', { kind: 'aws_sms', number: '+12065550100' });
  await other.post('channels.json', { kind: 'aws_sms', number: '+12065550101' });
  for (const _ of [1, 2]) await publish(sms('+12065550100', 'Muraho'));
  expect(await one.all('messages.json')).toMatchObject([{ text: 'Muraho', created_on: '2026-11-26T08:00:00Z' }]);
  expect(await other.all('messages.json')).toEqual([]);
  await publish(sms('+12065550101', 'STOP'));
  expect(await other.all('contacts.json')).toMatchObject([{ status: 'stopped' }]);
  expect(await one.all('contacts.json')).toMatchObject([{ status: 'active' }]);
});

it('one that belongs to no channel fails, so that somebody is told, and one that nobody understands does not', async () => {
  await expect(publish(sms('+12065550199', 'STOP'))).rejects.toThrow('No channel has the number aws_sms +12065550199.');
  for (const message of ['hello', {}, { rcsBusinessId: '1' }]) await publish(message);
});

it('messages of WhatsApp for two numbers go to two workspaces; those of one that nobody has lose no others', async () => {
  const [one, other] = [await open(), await open()];
  await one.post('channels.json', { kind: 'aws_whatsapp', number: '55501' });
  await other.post('channels.json', { kind: 'aws_whatsapp', number: '55502' });
  const change = (phone_number_id: string) => ({
    value: {
      metadata: { phone_number_id },
      messages: [{ id: phone_number_id, from: '250788123456', type: 'text', text: { body: `To ${phone_number_id}` } }],
    },
  });
  const changes = ['55501', '55509', '55502'].map(change);
  const whatsAppWebhookEntry = JSON.stringify({ id: '1', changes });
  await expect(publish({ whatsAppWebhookEntry })).rejects.toThrow('aws_whatsapp 55509');
  await stage().settle();
  expect(await one.all('messages.json')).toMatchObject([{ text: 'To 55501' }]);
  expect(await other.all('contacts.json')).toMatchObject([{ urns: ['whatsapp:250788123456'] }]);
});

it('a number belongs to one channel of the deployment, until that gives it up', async () => {
  const [one, other] = [await open(), await open()];
  const number = '+12065550120';
  const made = await one.post('channels.json', { kind: 'aws_sms', number });
  const taken = { status: 400, body: { number: ['Another channel has this number.'] } };
  expect(await other.ask('POST', 'channels.json', { kind: 'aws_sms', number })).toMatchObject(taken);
  const second = await other.post('channels.json', { kind: 'aws_sms', number: '+12065550121' });
  const change = (to: string) => other.ask('POST', `channels.json?uuid=${second.uuid}`, { number: to });
  expect(await change(number)).toMatchObject(taken);
  await one.post(`channels.json?uuid=${made.uuid}`, { name: 'Other', rotate_address: true });
  expect(await change(number)).toMatchObject(taken);
  await one.ask('DELETE', `channels.json?uuid=${made.uuid}`);
  expect(await change(number)).toMatchObject({ status: 200, body: { number } });
  await publish(sms(number, 'Muraho'));
  expect(await other.all('messages.json')).toMatchObject([{ text: 'Muraho' }]);
  await expect(publish(sms('+12065550121', 'Hi'))).rejects.toThrow('No channel');
});

it('a number whose messages come over HTTPS belongs to nobody: it only says which of the topic are meant', async () => {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:inbound';
  for (const client of [await open(), await open()])
    expect(await client.post('channels.json', { kind: 'aws_sms', number: '+12065550130', topic })).toMatchObject({
      topic,
    });
  await expect(publish(sms('+12065550130', 'Hi'))).rejects.toThrow('No channel');
});

it.each([
  [{ kind: 'aws_sms' }, 'number', 'Give the number to which people write, or the topic that sends here.'],
  [{ kind: 'aws_sms', number: '12065550100' }, 'number', 'A number with + and its country code, or a short code.'],
  [{ kind: 'aws_whatsapp', number: '+1206' }, 'number', "Meta's id of the phone number: digits."],
  [{ kind: 'aws_sms', topic: 'arn:aws:sns:s3-us-west-2:111122223333:x' }, 'topic', /^The ARN of an SNS topic/],
  [{ kind: 'aws_sms', topic: 'arn:aws:sns:eu-west-1:111122223333:x.fifo' }, 'topic', /^The ARN of an SNS topic/],
  [{ kind: 'infobip', number: '8282' }, 'number', 'Only channels of AWS have a number.'],
  [{ kind: 'aws_sms', number: '8282', secret: 'x' }, 'secret', 'This kind of channel has no secret.'],
])('%j is refused', async (body, field, message) => {
  const client = await open();
  const said = typeof message === 'string' ? message : expect.stringMatching(message);
  expect(await client.ask('POST', 'channels.json', body)).toMatchObject({ status: 400, body: { [field]: [said] } });
});
