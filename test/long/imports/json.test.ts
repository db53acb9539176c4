import { lines, reads } from '../../support/imports/reading.ts';

reads({
  'JSON Lines, of which one is broken': {
    files: [
      {
        name: 'a.jsonl',
        content: `${lines({ urns: ['tel:+250788100031', 'mailto:ANN@example.org'], name: 'Ann', fields: { Shoe: 42 }, groups: [{ uuid: 'x', name: 'Walkers' }] })}\n{"urns": ["tel:+250788100032"\n${lines({ urns: ['tel:+250788100033'], name: null })}`,
      },
    ],
    preview: {
      created: 2,
      refused: [{ line: 2, reason: 'not_json' }],
      new_groups: ['Walkers'],
      new_fields: [{ name: 'Shoe' }],
    },
    contacts: {
      'tel:+250788100031': {
        name: 'Ann',
        urns: ['tel:+250788100031', 'mailto:ann@example.org'],
        fields: { shoe: '42' },
        groups: [{ name: 'Walkers' }],
      },
      'tel:+250788100033': { name: null },
    },
  },
  'objects on one line: each is a person, and who has opted out is nobody else': {
    files: [
      {
        name: 'a.json',
        content: JSON.stringify([
          { phone: '+250788100034', status: 'active' },
          { phone: '+250788100035', status: 'stopped' },
        ]),
      },
    ],
    preview: { rows: 2, created: 2, duplicates: 0, opt_outs: { given: 1 } },
    contacts: { 'tel:+250788100034': { status: 'active' }, 'tel:+250788100035': { status: 'stopped' } },
  },
});
