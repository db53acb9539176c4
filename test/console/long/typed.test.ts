/** What people type, as the API takes it. */
import { describe, expect, it } from 'vitest';
import { limitsOfDays } from '../../../console/common/texts/zoned-time.ts';
import { urnOf, urnsOf } from '../../../console/features/suppressions/address.ts';

describe('An address', () => {
  it.each([
    ['+250 788 (123) 456', 'tel:+250788123456'],
    ['0788-123.456', 'tel:0788123456'],
    [' Ann.Lee@example.org ', 'mailto:Ann.Lee@example.org'],
    ['whatsapp:250788123456', 'whatsapp:250788123456'],
    ['ext:a:b@c', 'ext:a:b@c'],
  ])('that is typed as %s is %s', (typed, urn) => {
    expect(urnOf(typed)).toBe(urn);
  });

  it('of a list is taken once, whatever stands between them', () => {
    expect(urnsOf('0788000001\r\n\n 0788 000 001 ,a@b.org;tel:+1;')).toEqual([
      'tel:0788000001',
      'mailto:a@b.org',
      'tel:+1',
    ]);
  });
});

describe('A day', () => {
  it('until which records are looked for counts whole, and half a date is none', () => {
    expect(limitsOfDays('2026-1', '2026-11-26', 'Africa/Kigali')).toEqual({ before: '2026-11-26T21:59:59.999Z' });
  });
});
