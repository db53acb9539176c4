import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { NOTHING } from './named.ts';
import type { Rows } from './row.ts';

const NO_UUID = { query: { uuid: 'ann' }, answer: { detail: "Param 'uuid': ann is not a valid UUID." } };
const NOT_FOUND = { status: 404, answer: { detail: 'Not found.' } };
const NO_SUCH_OBJECT = [`No such object: ${NOTHING}`];
const MANY = Array.from({ length: 101 }, () => randomUUID());

export const contacts: Rows<'contacts'> = {
  contacts: {
    GET: {
      may: 'every role',
      good: ({ contact }) => ({
        query: { uuid: contact },
        status: 200,
        answer: expect.objectContaining({ results: [expect.objectContaining({ uuid: contact, status: 'active' })] }),
      }),
      refused: { 'what is not a uuid': () => NO_UUID },
      foreign: {
        'by uuid': ({ contact }) => ({ query: { uuid: contact } }),
        'by URN': ({ urn }) => ({ query: { urn } }),
        'by uuid and URN': ({ contact, urn }) => ({ query: { uuid: contact, urn } }),
        'of a group': ({ group }) => ({ query: { group } }),
        'a tombstone by uuid': ({ contact }) => ({ query: { deleted: 'true', uuid: contact } }),
      },
    },
    POST: {
      may: 'writers',
      good: ({ group, field }) => ({
        body: { name: 'New', urns: ['tel:+250788999001'], groups: [group], fields: { [field]: '7' } },
        status: 201,
        answer: expect.objectContaining({ name: 'New', fields: { [field]: '7' } }),
      }),
      refused: {
        'every field that is wrong is reported': () => ({
          body: { name: true, language: 7, urns: 'tel:1', groups: 'Clinic', fields: [] },
          answer: {
            name: ['Not a valid string.'],
            language: ['Ensure this field has at least 3 characters.'],
            urns: ['Expected a list of items but got type "str".'],
            groups: ['Expected a list of items but got type "str".'],
            fields: [expect.stringContaining('Expected a dictionary of items')],
          },
        }),
        'a contact that is not there': () => ({ query: { uuid: NOTHING }, body: { name: 'Ann' }, ...NOT_FOUND }),
        'what is not a uuid': () => ({ ...NO_UUID, body: {} }),
      },
      foreign: {
        update: ({ contact }) => ({ query: { uuid: contact }, body: { name: 'Mine' } }),
        'update by URN': ({ urn }) => ({ query: { urn }, body: { name: 'Mine' } }),
        'creation with a URN': ({ urn }) => ({ body: { urns: [urn] } }),
        'creation in a group': ({ group }) => ({ body: { groups: [group] } }),
        'creation in a group by name': ({ groupName }) => ({ body: { groups: [groupName] } }),
        'creation with a field': ({ field }) => ({ body: { fields: { [field]: '1' } } }),
      },
    },
    DELETE: {
      may: 'writers',
      good: ({ archived }) => ({ query: { uuid: archived }, status: 204 }),
      refused: {
        'a contact that is not there': () => ({ query: { uuid: NOTHING }, ...NOT_FOUND }),
        'an active contact': ({ urn }) => ({
          query: { urn },
          answer: {
            detail: 'Only archived contacts can be deleted, and this one is active. Archive it first.',
          },
        }),
      },
      foreign: {
        'by uuid': ({ contact }) => ({ query: { uuid: contact } }),
        'by URN': ({ urn }) => ({ query: { urn } }),
      },
    },
  },

  contact_actions: {
    POST: {
      may: 'writers',
      good: ({ contact }) => ({ body: { action: 'block', contacts: [contact] }, status: 204 }),
      refused: {
        'something that is not a list': ({ contact }) => ({
          body: { action: 'block', contacts: contact },
          answer: { contacts: ['Expected a list of items but got type "str".'] },
        }),
        'a status that does not exist': ({ contact }) => ({
          body: { action: 'set_status', status: 'asleep', contacts: [contact] },
          answer: { status: ['"asleep" is not a valid choice.', expect.stringContaining('Choose one of: ')] },
        }),
        '101 contacts': () => ({
          body: { action: 'block', contacts: MANY },
          answer: { contacts: ['Ensure this field has no more than 100 elements.'] },
        }),
        'a contact among others that is not there': ({ contact }) => ({
          body: { action: 'block', contacts: [contact, NOTHING] },
          answer: { contacts: NO_SUCH_OBJECT },
        }),
        'a group that is not there': ({ contact }) => ({
          body: { action: 'add', contacts: [contact], group: NOTHING },
          answer: { group: NO_SUCH_OBJECT },
        }),
        'deletion of an archived and a blocked contact': ({ archived, blocked }) => ({
          body: { action: 'delete', contacts: [archived, blocked] },
          answer: { contacts: [`Only archived contacts can be deleted: ${blocked}`] },
        }),
      },
      foreign: {
        'on a contact': ({ contact }) => ({ body: { action: 'block', contacts: [contact] } }),
        'by URN': ({ urn }) => ({ body: { action: 'block', contacts: [urn] } }),
        'on one of each': ({ contact }, own) => ({
          body: { action: 'set_status', status: 'stopped', contacts: [own.contact, contact] },
        }),
        'addition to a group': ({ group }, own) => ({ body: { action: 'add', contacts: [own.contact], group } }),
        'addition to an own group': ({ contact }, own) => ({
          body: { action: 'add', contacts: [contact], group: own.group },
        }),
        'removal from a group': ({ group }, own) => ({ body: { action: 'remove', contacts: [own.contact], group } }),
        deletion: ({ contact }) => ({ body: { action: 'delete', contacts: [contact] } }),
        'archiving of messages': ({ contact }) => ({ body: { action: 'archive_messages', contacts: [contact] } }),
      },
    },
  },

  contact_export: {
    GET: {
      may: 'administrators',
      good: ({ contact }) => ({
        query: { contact },
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ kind: 'contact', uuid: contact })]),
        }),
      }),
      refused: {
        'no contact': () => ({
          query: {},
          answer: { detail: 'URL must contain one of the following parameters: contact' },
        }),
        'a contact that is not there': () => ({ query: { contact: NOTHING }, ...NOT_FOUND }),
      },
      foreign: { 'of a contact': ({ contact }) => ({ query: { contact } }) },
    },
  },
  history: {
    GET: {
      may: 'every role',
      good: ({ contact }) => ({
        query: { contact },
        status: 200,
        answer: expect.objectContaining({
          results: expect.arrayContaining([expect.objectContaining({ type: 'contact_language_changed' })]),
        }),
      }),
      refused: {
        'no contact': () => ({ answer: { detail: 'URL must contain one of the following parameters: contact' } }),
      },
      foreign: { 'of a contact': ({ contact }) => ({ query: { contact } }) },
    },
  },
};
