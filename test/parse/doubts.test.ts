import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

test('a rule that fires without end lists the first places, and counts the others', async () => {
  const lines = Array.from(
    { length: 50 },
    (_, i) => `Cuộc họp thứ ${i + 1} tổ chức ngày 31/02/2025 tại nhà văn hóa.`,
  );
  const { messages } = await parseDocument({
    bytes: new TextEncoder().encode(`BÁO CÁO\nvề các cuộc họp\n\n${lines.join('\n\n')}`),
    path: 'a.txt',
    declared: {},
    vocabularies: await loadVocabularies(join(import.meta.dirname, '../../corpus/vocabularies')),
    defaultAccess: 'internal',
  });
  const found = messages.filter(({ ruleId }) => ruleId === 'body/no-such-day');
  expect(found).toHaveLength(31);
  expect(found.at(-1)?.reason).toContain('20 places');
});
