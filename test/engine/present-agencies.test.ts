import { describe, expect, test } from 'vitest';
import type { Agency } from '../../src/corpus/vocabularies.ts';
import { changesInForce, presentAgencies } from '../../src/engine/projection/canonical-agency.ts';

const agency = (name: string, replaces?: Agency['replaces']): Agency => ({
  name,
  aliases: [],
  codes: [],
  ...(replaces && { replaces }),
});
const agencies = [
  agency('Ban A'),
  agency('Ban B'),
  agency('Ban A và B', { since: '2025-03', agencies: ['Ban A', 'Ban B'] }),
  agency('Ban C', { since: '2027', agencies: ['Ban A và B'] }),
];

describe('agencies as they are now', () => {
  test('what was merged is under what it was merged into, from the day on which that is in force', () => {
    const before = presentAgencies({ agencies }, '2025-02-28');
    const after = presentAgencies({ agencies }, '2025-03-01');
    expect(['Ban A', 'Ban B', 'Ban X'].map(before)).toEqual(['Ban A', 'Ban B', 'Ban X']);
    expect(['Ban A', 'Ban B', 'Ban X'].map(after)).toEqual(['Ban A và B', 'Ban A và B', 'Ban X']);
  });

  test('a chain of changes is gone to its end', () => {
    expect(presentAgencies({ agencies }, '2027-01-01')('Ban A')).toBe('Ban C');
  });

  test('an index is of another version when a change comes into force', () => {
    const days = ['2024-12-31', '2025-03-01', '2027-01-01'];
    expect(days.map((day) => changesInForce({ agencies }, day))).toEqual([
      [],
      ['Ban A và B'],
      ['Ban A và B', 'Ban C'],
    ]);
  });
});
