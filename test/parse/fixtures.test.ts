import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

/**
 * `test/fixtures/<construct>/<case>.txt` (or .md, .html) beside what its record must hold: `<case>.json`. What the
 * JSON does not name is free; a list must be named whole. Of messages, those are compared that are not about a missing
 * fact.
 */
const FIXTURES = join(import.meta.dirname, '../fixtures');
const vocabularies = await loadVocabularies(join(import.meta.dirname, '../../corpus/vocabularies'));

const constructs = (await readdir(FIXTURES, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'read')
  .map((entry) => entry.name);

describe.each(constructs)('%s', async (construct) => {
  const folder = join(FIXTURES, construct);
  const files = (await readdir(folder)).filter((name) => !name.endsWith('.json'));

  test.each(files)('%s', async (name) => {
    const expected = JSON.parse(await readFile(join(folder, name.replace(/\.[^.]+$/u, '.json')), 'utf8'));
    const { messages, ...record } = await parseDocument({
      bytes: await readFile(join(folder, name)),
      path: name,
      declared: {},
      vocabularies,
      defaultAccess: 'internal',
    });
    const doubts = messages.filter(({ ruleId }) => !/^(?:head|tail)\/no-/u.test(ruleId));
    expect({ ...record, messages: doubts }).toMatchObject(expected);
  });
});
