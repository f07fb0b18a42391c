import { readFile } from 'node:fs/promises';
import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { oneOf } from '../../src/engine/filter.ts';
import { RuledTally } from '../../src/mentions/counting.ts';
import { allLines, countMentions, findMentions } from '../../src/mentions/find-mentions.ts';
import { findMatches } from '../../src/mentions/match.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import type { DocumentRecord } from '../../src/record/record.ts';
import { fold } from '../../src/text/fold.ts';
import { syllablesOf } from '../../src/text/syllables.ts';
import { search, toQuery } from './searching.ts';

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
    { typed: '‘dân vận khéo’', total: 9, documents: 3, why: 'so are single ones' },
    { typed: "''dân vận khéo''", total: 9, documents: 3, why: 'and two of them' },
    { typed: '‹dân vận khéo›', total: 9, documents: 3, why: 'and those of other languages' },
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
    const found = await search(door, typed);
    expect({ total: found.total, documents: found.documents }).toEqual({ total, documents });
  });

  test('each match stands in the record at its span', async () => {
    const byId = new Map((await records()).map((record) => [record.id, record]));
    const { mentions } = await search(door, 'Dân vận khéo');
    expect(mentions.map(({ document, span }) => byId.get(document.id)?.text.slice(...span))).toEqual(
      Array(9).fill('Dân vận khéo'),
    );
  });

  test('one mention in 001, five in 002, three in 004', async () => {
    const { mentions } = await search(door, 'Dân vận khéo');
    const counts = Map.groupBy(mentions, ({ document }) => document.id);
    const paths = new Map((await records()).map(({ id, source }) => [id, source.path]));
    const byPath = Object.fromEntries([...counts].map(([id, found]) => [paths.get(id), found.length]));
    expect(byPath).toEqual({
      'binh-thuan/2023-ke-hoach-thuc-hien-ke-hoach-117-kh-tu.txt': 1,
      'binh-thuan/2024-ke-hoach-cong-tac-dan-van.txt': 5,
      'ben-tre/2023-ke-hoach-114-kh-duk-cong-tac-dan-van.txt': 3,
    });
  });

  test('each tier counts only what the tiers before it lack', async () => {
    const marked = await search(door, 'dân vẫn khéo', { widest: 5 });
    expect(marked.total).toBe(0);
    expect(marked.mentions).toEqual([]);
    expect(marked.counts.tiers.map(({ tier, counts }) => [tier, counts.occurrences])).toEqual([
      [1, 0],
      [2, 9],
      [3, 0],
      [4, 0],
      [5, 0],
    ]);
    const unmarked = await search(door, 'dân vẫn khéo', { tier: 2 });
    expect(unmarked.total).toBe(9);
  });

  test('filters narrow what is counted', async () => {
    const found = await search(door, 'Dân vận khéo', { filters: [oneOf('province', ['Bến Tre'])] });
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
        const { mentions } = await search(door, typed, { tier });
        const found = mentions.map(({ document, span }) => `${document.id} ${span[0]}-${span[1]}`).sort();
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
      const { total } = await search(door, phrase, { filters: [oneOf('province', ['Bến Tre'])] });
      expect(total, phrase).toBe(raw.split(phrase).length - 1);
    }
  });

  test.each([
    { typed: 'dân vận, khéo', tier: 3, atTier: 3, why: 'the engine proposes across punctuation' },
    { typed: 'MTTQ', tier: 4, atTier: 4, why: 'and what an abbreviation stands for' },
    { typed: 'dâm vận khéo', tier: 5, atTier: 5, why: 'and what differs in a letter' },
    { typed: 'dânvận khéo', tier: 5, atTier: 5, why: 'and in a space' },
    { typed: 'mặt trậm tổ quốc', tier: 5, atTier: 5, why: 'in the middle' },
    { typed: 'cong tac', tier: 5, atTier: 2, why: 'with hundreds of mentions in a narrower tier' },
  ] as const)('wider tiers are those of a scan, too: $typed ($why)', async ({ typed, tier, atTier }) => {
    const { abbreviations } = await door.meta();
    const phrase = toPhrase(typed, abbreviations);
    const expected = (await records()).flatMap(({ id, text, blocks }) =>
      blocks.flatMap(({ span: [start, end] }) =>
        findMatches(text.slice(start, end), phrase, tier).map(
          ({ span, tier: of }) => `${id} ${start + span[0]}-${start + span[1]}/${of}`,
        ),
      ),
    );
    const { mentions } = await search(door, typed, { tier, abbreviations });
    const found = mentions.map(
      ({ document, span, tier: of }) => `${document.id} ${span[0]}-${span[1]}/${of}`,
    );
    expect(found.sort()).toEqual(expected.sort());
    expect(mentions.some(({ tier: of }) => of === atTier)).toBe(true);
  });

  test('pages of any length are, one after the other, all the lines, each once', async () => {
    const { mentions, total } = await search(door, 'dân vận');
    const query = await toQuery(door, 'dân vận');
    const lines: string[] = [];
    for (let page = 1; lines.length < total; page++) {
      const part = await findMentions(door, query, { page, linesPerPage: 37 }, true);
      expect(part.counts.counted.occurrences).toBe(total);
      expect(part.lines.length).toBe(Math.min(37, total - lines.length));
      lines.push(...part.lines.map(({ mention }) => `${mention.passageId} ${mention.span[0]}`));
    }
    expect(lines).toEqual(mentions.map(({ passageId, span }) => `${passageId} ${span[0]}`));
    expect((await findMentions(door, query, { page: 99, linesPerPage: 37 }, true)).lines).toEqual([]);
  });

  test('the numbers on the way grow, and the last are those of the page', async () => {
    const query = await toQuery(door, 'dân vận');
    const numbers: number[] = [];
    let final = false;
    for await (const progress of countMentions(door, query)) {
      expect(final).toBe(false);
      ({ final } = progress);
      numbers.push(progress.counts.counted.occurrences);
    }
    expect(final).toBe(true);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.at(-1)).toBe((await search(door, 'dân vận')).total);
  });

  test('an export has the lines of the pages, in each order', async () => {
    for (const sort of ['document', 'oldest', 'right2'] as const) {
      const query = await toQuery(door, 'công tác', { sort });
      const tally = new RuledTally(query.rule);
      const exported: string[] = [];
      for await (const { passageId, span } of allLines(door, query, tally))
        exported.push(`${passageId} ${span[0]}`);
      const { mentions, counts } = await search(door, 'công tác', { sort });
      expect(exported).toEqual(mentions.map(({ passageId, span }) => `${passageId} ${span[0]}`));
      expect(tally.counts(query.tier)).toEqual(counts);
      expect(exported.length).toBeGreaterThan(100);
    }
  });
});
