import { strToU8, zipSync } from 'fflate';
import { expect } from 'vitest';
import { reads } from '../../support/imports/reading.ts';

reads({
  'addresses only, all of which have opted out': {
    files: [{ name: 'stop.txt', content: '+250788100071\nstop@example.org\n', opted_out: true }],
    preview: { files: [{ format: 'addresses', rows: 2 }], created: 2, opt_outs: { given: 2 } },
    contacts: { 'tel:+250788100071': { status: 'stopped' }, 'mailto:stop@example.org': { status: 'stopped' } },
  },
  "Mailchimp's archive: which file a person is in says what she wants": {
    files: [
      {
        name: 'export.zip',
        content: Buffer.from(
          zipSync({
            'subscribed_segment_export.csv': strToU8(
              'Email Address,First Name,Last Name,TAGS\nin@example.org,Ann,Lee,"""News"",""Rwanda"""\n',
            ),
            'unsubscribed_segment_export.csv': strToU8(
              'Email Address,First Name,UNSUB_TIME\nout@example.org,Bob,2026-01-01 00:00:00\n',
            ),
            'cleaned_segment_export.csv': strToU8('Email Address\ngone@example.org\n'),
          }),
        ),
      },
    ],
    preview: { created: 3, opt_outs: { given: 1 }, new_groups: ['News', 'Rwanda'] },
    contacts: {
      'mailto:in@example.org': {
        name: 'Ann Lee',
        status: 'active',
        groups: expect.arrayContaining([expect.objectContaining({ name: 'News' })]),
      },
      'mailto:out@example.org': { status: 'stopped' },
      'mailto:gone@example.org': { status: 'active', fields: { email_bounced: 'yes' } },
    },
  },
});
