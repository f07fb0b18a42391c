import { expect, test } from 'vitest';
import { EN } from '../../src/labels/en.ts';
import { VI } from '../../src/labels/vi.ts';
import { INFERENCES, type Inference, inferenceOf, inferred } from '../../src/parse/inference.ts';

test('each inference is known by its sentence, with what was found, and has words in both languages', () => {
  for (const name of Object.keys(INFERENCES) as Inference[]) {
    const found = INFERENCES[name].includes('{}') ? 'KH' : '';
    expect(inferenceOf(inferred(name, found))).toEqual({ name, found });
    for (const { document } of [VI, EN])
      expect(document.inferences[name].includes('{}'), name).toBe(found !== '');
  }
});

test('a reason that the office declared is none of them', () => {
  expect(inferenceOf('Theo dấu công văn đến.')).toBeNull();
});
