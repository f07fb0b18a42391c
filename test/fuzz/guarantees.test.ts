import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import type { DocumentRecord } from '../../src/record/record.ts';
import { brokenGuarantees } from './guarantees.ts';

const vocabularies = await loadVocabularies(join(import.meta.dirname, '../../corpus/vocabularies'));
const record = await parseDocument({
  bytes: new TextEncoder().encode(
    'Số 5-KH/TU\n\nKẾ HOẠCH\nvề dân vận\n\nI. NHIỆM VỤ\n1. Sở Nội vụ báo cáo theo Nghị quyết số 28-NQ/TW, ít nhất 02 mô hình.',
  ),
  path: 'a.txt',
  declared: {},
  vocabularies,
  defaultAccess: 'internal',
});

test('a sound record breaks nothing', () => expect(brokenGuarantees(record)).toEqual([]));

const broken: readonly (readonly [string, (sound: DocumentRecord) => DocumentRecord])[] = [
  ['a block is lost', (sound) => ({ ...sound, blocks: sound.blocks.slice(1) })],
  ['two blocks overlap', (sound) => ({ ...sound, blocks: [...sound.blocks.slice(0, 1), ...sound.blocks] })],
  [
    'a span lies outside',
    (sound) => ({
      ...sound,
      outline: sound.outline.map((entry) => ({ ...entry, span: [0, 9_999] as [number, number] })),
    }),
  ],
  [
    'a task is not its span',
    (sound) => ({ ...sound, tasks: sound.tasks.map((task) => ({ ...task, text: `${task.text}!` })) }),
  ],
  [
    'a lead is not its span',
    (sound) => ({ ...sound, tasks: sound.tasks.map((task) => ({ ...task, leads: ['Sở Y tế'] })) }),
  ],
  [
    'mentions overlap',
    (sound) => ({
      ...sound,
      citations: sound.citations.map((one) => ({ ...one, mentions: [...one.mentions, ...one.mentions] })),
    }),
  ],
  [
    'an indicator is not its span',
    (sound) => ({ ...sound, indicators: sound.indicators.map((one) => ({ ...one, text: 'ít nhất' })) }),
  ],
  ['the schema', (sound) => ({ ...sound, id: 'Not an id' })],
];
test.each(broken)('%s: said', (_, change) => expect(brokenGuarantees(change(record))).not.toEqual([]));
