import { gzipSync } from 'node:zlib';
import { lines, reads } from '../../support/imports/reading.ts';

reads({
  'endpoints of Pinpoint, packed, in parts: a user is one person': {
    files: [
      {
        name: 'part-0.gz',
        content: gzipSync(
          lines(
            {
              Id: '1',
              ChannelType: 'SMS',
              Address: '250788100061',
              OptOut: 'NONE',
              EndpointStatus: 'ACTIVE',
              EffectiveDate: '2026-02-03T04:05:06.700Z',
              User: { UserId: 'u1', UserAttributes: { Town: ['Huye'] } },
            },
            {
              Id: '2',
              ChannelType: 'SMS',
              Address: '+250788100062',
              OptOut: 'ALL',
              Attributes: { Likes: ['tea', 'milk'] },
            },
            { Id: '3', ChannelType: 'APNS', Address: 'abc', OptOut: 'NONE' },
          ),
        ),
      },
      {
        name: 'part-1.gz',
        content: gzipSync(
          lines({
            Id: '4',
            ChannelType: 'EMAIL',
            Address: 'U1@example.org',
            OptOut: 'NONE',
            User: { UserId: 'u1' },
            Demographic: { Locale: 'en_US' },
          }),
        ),
      },
    ],
    preview: {
      files: [{ format: 'pinpoint', rows: 3 }],
      created: 2,
      refused: [{ reason: 'no_address' }],
      opt_outs: { given: 1, kept: 0 },
    },
    contacts: {
      'tel:+250788100061': {
        urns: ['tel:+250788100061', 'mailto:u1@example.org'],
        fields: { town: 'Huye' },
        last_seen_on: '2026-02-03T04:05:06.700000Z',
        status: 'active',
      },
      'tel:+250788100062': { status: 'stopped', fields: { likes: 'tea, milk' } },
    },
  },
  'parts of Pinpoint, each of which begins with line 1: their people are not taken for each other': {
    files: [
      {
        name: 'part-0.json',
        content: lines({ ChannelType: 'SMS', Address: '+250788100063', OptOut: 'NONE', User: { UserId: 'u3' } }),
      },
      {
        name: 'part-1.json',
        content: lines({ ChannelType: 'SMS', Address: '+250788100064', OptOut: 'ALL', User: { UserId: 'u4' } }),
      },
    ],
    preview: { rows: 2, created: 2, duplicates: 0, opt_outs: { given: 1 } },
    contacts: { 'tel:+250788100063': { status: 'active' }, 'tel:+250788100064': { status: 'stopped' } },
  },
  'endpoints of Pinpoint as CSV, with a column for a whole and one for a part of it': {
    files: [
      {
        name: 'endpoints.csv',
        content: 'ChannelType,Address,Location,Location.City\nSMS,250788100065,Rwanda,Kigali\n',
      },
    ],
    preview: { files: [{ format: 'pinpoint' }], created: 1 },
    contacts: { 'tel:+250788100065': { fields: { location_city: 'Kigali' } } },
  },
});
