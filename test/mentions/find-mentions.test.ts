import { readFile } from 'node:fs/promises';
import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { oneOf } from '../../src/engine/filter.ts';
import { findMentions } from '../../src/mentions/find-mentions.ts';
import { findMatches } from '../../src/mentions/match.ts';
import { type Tier, toPhrase } from '../../src/mentions/phrase.ts';
import type { DocumentRecord } from '../../src/record/record.ts';
import { fold } from '../../src/text/fold.ts';
import { syllablesOf } from '../../src/text/syllables.ts';

const { url, searchKey } = inject('engine');
const door = openDoor({ url, key: searchKey }, 'public');

async function records(): Promise<DocumentRecord[]> {
  const all: DocumentRecord[] = [];
  for await (const { record } of door.all('documents', { retrieve: ['record'] })) all.push(record);
  return all;
}

/** A scan of all stored texts, block by block: what the answer of the engine has to be equal to. */
function scan(texts: readonly DocumentRecord[], typed: string, tier: Tier): string[] {
  const phrase = toPhrase(typed);
  return texts
    .flatMap(({ id, text, blocks }) =>
      blocks.flatMap(({ span: [start, end] }) =>
        findMatches(text.slice(start, end), phrase, tier).map(
          ({ span }) => `${id} ${start + span[0]}-${start + span[1]}`,
        ),
      ),
    )
    .sort();
}

describe('findMentions', () => {
  test.each([
    { typed: '"Dân vận khéo"', total: 9, documents: 3, why: 'the story' },
    { typed: 'Dân vận khéo', total: 9, documents: 3, why: 'a query without quotes is one phrase' },
    { typed: '“dân vận khéo”', total: 9, documents: 3, why: 'quotes of Word are quotes' },
    { typed: 'DÂN VẬN KHÉO', total: 9, documents: 3, why: 'case does not count' },
    { typed: 'dân vẫn khéo', total: 0, documents: 0, why: 'marks that are typed count' },
    { typed: 'dan van kheo', total: 9, documents: 3, why: 'unmarked matches any marks' },
    {
      typed: 'D\u00e2n v\u1eadn kh\u00e9o'.normalize('NFD'),
      total: 9,
      documents: 3,
      why: 'decomposed typing',
    },
    { typed: 'dân vận khé', total: 0, documents: 0, why: 'whole syllables only' },
    { typed: 'Đồng Khởi mới', total: 1, documents: 1, why: 'once in 004' },
    { typed: 'đồng chí lãnh đạo Ban', total: 3, documents: 3, why: 'Đ is a letter of its own' },
  ])('finds $typed $total times: $why', async ({ typed, total, documents }) => {
    const found = await findMentions(door, toPhrase(typed), []);
    expect({ total: found.total, documents: found.documents }).toEqual({ total, documents });
  });

  test('each match stands in the record at its span', async () => {
    const byId = new Map((await records()).map((record) => [record.id, record]));
    const { items } = await findMentions(door, toPhrase('Dân vận khéo'), []);
    expect(items.map(({ document, span }) => byId.get(document.id)?.text.slice(...span))).toEqual(
      Array(9).fill('Dân vận khéo'),
    );
  });

  test('one mention in 001, five in 002, three in 004', async () => {
    const { items } = await findMentions(door, toPhrase('Dân vận khéo'), []);
    const counts = Map.groupBy(items, ({ document }) => document.id);
    const paths = new Map((await records()).map(({ id, source }) => [id, source.path]));
    const byPath = Object.fromEntries([...counts].map(([id, found]) => [paths.get(id), found.length]));
    expect(byPath).toEqual({
      'binh-thuan/2023-ke-hoach-thuc-hien-ke-hoach-117-kh-tu.txt': 1,
      'binh-thuan/2024-ke-hoach-cong-tac-dan-van.txt': 5,
      'ben-tre/2023-ke-hoach-114-kh-duk-cong-tac-dan-van.txt': 3,
    });
  });

  test('each tier counts only what the tiers before it lack', async () => {
    const marked = await findMentions(door, toPhrase('dân vẫn khéo'), []);
    expect(marked.tiers).toEqual([
      { tier: 1, total: 0 },
      { tier: 2, total: 9 },
    ]);
    const unmarked = await findMentions(door, toPhrase('dân vẫn khéo'), [], 2);
    expect(unmarked.total).toBe(9);
  });

  test('filters narrow what is counted', async () => {
    const found = await findMentions(door, toPhrase('Dân vận khéo'), [oneOf('province', ['Bến Tre'])]);
    expect({ total: found.total, documents: found.documents }).toEqual({ total: 3, documents: 1 });
  });

  // 300 phrases of 1 to 8 syllables, drawn from the text itself at fixed steps, half of them typed without marks
  test('totals, documents and spans are those of a scan of the stored texts', async () => {
    const texts = await records();
    const drawn: string[] = [];
    for (let i = 0; drawn.length < 300; i++) {
      const { text, blocks } = texts[i % texts.length] as DocumentRecord;
      const [start, end] = (blocks[(i * 7) % blocks.length] as (typeof blocks)[number]).span;
      const syllables = syllablesOf(text.slice(start, end));
      const first = syllables[(i * 3) % Math.max(1, syllables.length)];
      const last = syllables[Math.min(syllables.length - 1, syllables.indexOf(first as never) + (i % 8))];
      if (!first || !last) continue;
      const phrase = text.slice(start + first.start, start + last.end);
      drawn.push(i % 2 ? phrase : fold(phrase));
    }
    for (const typed of drawn) {
      for (const tier of [1, 2] as const) {
        const { items } = await findMentions(door, toPhrase(typed), [], tier);
        const found = items.map(({ document, span }) => `${document.id} ${span[0]}-${span[1]}`).sort();
        expect(found, `${typed} in tier ${tier}`).toEqual(scan(texts, typed, tier));
      }
    }
  });

  test('a naive count on the seeds, with white space evened out, agrees where marks are whole', async () => {
    const path = 'corpus/documents/ben-tre/2023-ke-hoach-114-kh-duk-cong-tac-dan-van.txt';
    const raw = (await readFile(path, 'utf8'))
      .normalize('NFC')
      .replace(/[*#\\]/gu, '')
      .replace(/\s+/gu, ' ')
      .toLowerCase();
    for (const phrase of ['công tác dân vận', 'đoàn viên, hội viên', 'ban thường vụ tỉnh ủy']) {
      const { total } = await findMentions(door, toPhrase(phrase), [oneOf('province', ['Bến Tre'])]);
      expect(total, phrase).toBe(raw.split(phrase).length - 1);
    }
  });
});
