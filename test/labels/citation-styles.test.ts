import { expect, test } from 'vitest';
import { placeOf } from '../../src/labels/citation-styles.ts';

test.each([
  [[], ''],
  [['II', '3'], 'Mục II.3'],
  // a label that has those above it in itself says them once
  [['II', '2', '2.1'], 'Mục II.2.1'],
  [['I', '1', '1.2', '1.2.3'], 'Mục I.1.2.3'],
  [['1', '10'], 'Mục 1.10'],
])('%j is %j', (path, place) => {
  expect(placeOf({ path })).toBe(place);
});
