import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { oneOf } from '../../src/engine/filter.ts';
import { analyseMentions, COLLOCATE_SPAN, logDice, per100k } from '../../src/mentions/analysis.ts';
import type { DocumentRecord } from '../../src/record/record.ts';
import { canonical } from '../../src/text/canonical.ts';
import { type Asked, search, toQuery } from './searching.ts';

const { url, searchKey } = inject('engine');
const door = openDoor({ url, key: searchKey }, 'public');

async function records(): Promise<DocumentRecord[]> {
  const all: DocumentRecord[] = [];
  for await (const { record } of door.all('documents', { retrieve: ['record'] })) all.push(record);
  return all;
}

const analyse = async (typed: string, asked: Asked = {}) =>
  analyseMentions(door, await toQuery(door, typed, asked));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const syllablesIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

describe('frequencies', () => {
  test.each([
    ['dân vận', {}, 'all documents'],
    ['dân vận', { filters: [oneOf('province', ['Bình Thuận'])] }, 'some documents'],
    ['dân vận', { rule: { unit: 'occurrences', without: ['titles', 'headings'] } }, 'by a rule'],
    ['dan van', {}, 'unmarked'],
  ] satisfies [string, Asked, string][])(
    '%s: by year, issuer and type, mentions, documents and syllables are those of all (%#)',
    async (typed, asked, _why) => {
      const { counts, frequencies, documentsSearched, syllablesSearched } = await analyse(typed, asked);
      for (const dimension of ['year', 'issuer', 'type'] as const) {
        const values = frequencies[dimension];
        expect(sum(values.map(({ mentions }) => mentions))).toBe(counts.counted.occurrences);
        expect(sum(values.map(({ documents }) => documents))).toBe(counts.counted.documents);
        expect(sum(values.map(({ syllables }) => syllables))).toBe(syllablesSearched);
        expect(new Set(values.map(({ value }) => value)).size).toBe(values.length);
      }
      expect(counts.counted.occurrences).toBeGreaterThan(0);
      expect(documentsSearched).toBe('filters' in asked ? 4 : 5);
    },
  );

  test('are per 100,000 syllables of the texts, counted by hand', async () => {
    const all = await records();
    const { frequencies, syllablesSearched } = await analyse('Dân vận khéo');
    expect(syllablesSearched).toBe(sum(all.map(({ text }) => syllablesIn(text).length)));
    for (const { value, mentions, documents, syllables, per100k: told } of frequencies.year) {
      const ofYear = all.filter(
        ({ subjectYear, issuedOn }) => (subjectYear?.toString() ?? issuedOn?.slice(0, 4) ?? 'none') === value,
      );
      const found = ofYear.map(({ text }) => text.toLowerCase().split('dân vận khéo').length - 1);
      const length = sum(ofYear.map(({ text }) => syllablesIn(text).length));
      expect({ mentions, documents, syllables }).toEqual({
        mentions: sum(found),
        documents: found.filter((count) => count > 0).length,
        syllables: length,
      });
      expect(told).toBeCloseTo((sum(found) / length) * 100_000, 8);
    }
  });

  test('by theme, a document with several counts for each', async () => {
    const all = await records();
    const { frequencies } = await analyse('Dân vận khéo');
    for (const { value, mentions } of frequencies.theme) {
      const having = all.filter(({ tasks }) => {
        const themes = new Set(tasks.flatMap((task) => task.themes));
        return themes.size === 0 ? value === 'none' : themes.has(value);
      });
      expect(mentions).toBe(
        sum(having.map(({ text }) => text.toLowerCase().split('dân vận khéo').length - 1)),
      );
    }
    expect(frequencies.theme.length).toBeGreaterThan(1);
  });

  test('of no text are 0', () => {
    expect(per100k({ mentions: 0, syllables: 0 })).toBe(0);
    expect(per100k({ mentions: 3, syllables: 1_500 })).toBe(200);
  });
});

describe('dispersion', () => {
  test('has each mention where it begins, documents with most first', async () => {
    const { mentions } = await search(door, 'công tác dân vận');
    const { dispersion } = await analyse('công tác dân vận');
    const lengths = new Map((await records()).map(({ id, text }) => [id, text.length]));
    const starts = Map.groupBy(mentions, ({ document }) => document.id);
    expect(dispersion.map(({ mentions: of }) => of)).toEqual(
      [...starts.values()].map(({ length }) => length).sort((a, b) => b - a),
    );
    for (const { document, mentions: of, starts: told, length } of dispersion) {
      expect(told).toEqual(starts.get(document.id)?.map(({ span }) => span[0]));
      expect(told.length).toBe(of);
      expect(length).toBe(lengths.get(document.id));
      expect(told.at(-1)).toBeLessThan(length);
    }
  });
});

describe('collocates', () => {
  test.each([
    [10, 20, 30, 14 + Math.log2(20 / 50)],
    [10, 10, 10, 14],
    [1, 1_000, 1_048, 14 - 10],
  ])('logDice of %d together, %d and %d passages is %d', (together, phrase, syllable, expected) => {
    expect(logDice(together, phrase, syllable)).toBeCloseTo(expected, 10);
  });

  test.each([
    ['dân vận', 'tier 1'],
    ['dan chu', 'tier 2'],
  ])('of %s (%s) are counted as a scan of the passages counts them', async (typed) => {
    const blocks = (await records()).flatMap(({ text, blocks: of }) =>
      of.map(({ span }) => canonical(text.slice(...span))),
    );
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd');
    const form = typed === plain(typed) ? plain : (text: string) => text;
    const [first, second] = typed.split(' ');
    const near = new Map<string, number>();
    let phrase = 0;
    for (const block of blocks) {
      const syllables = [...block.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
      const words = syllables.map(([word]) => word);
      const beside = new Set<string>();
      let found = false;
      for (let i = 0; i + 1 < words.length; i++) {
        const [one, other] = [syllables[i], syllables[i + 1]];
        if (form(words[i] as string) !== first || form(words[i + 1] as string) !== second) continue;
        if (block.slice((one?.index ?? 0) + (one?.[0].length ?? 0), other?.index) !== ' ') continue;
        found = true;
        const around = [
          ...words.slice(Math.max(0, i - COLLOCATE_SPAN), i),
          ...words.slice(i + 2, i + 2 + COLLOCATE_SPAN),
        ];
        for (const word of around) beside.add(word);
      }
      phrase += found ? 1 : 0;
      for (const word of beside) near.set(word, (near.get(word) ?? 0) + 1);
    }
    const { collocates } = await analyse(typed);
    expect(collocates.length).toBeGreaterThan(10);
    for (const { syllable, together, passages, logDice: told } of collocates) {
      const having = blocks.filter((block) => syllablesIn(block).includes(syllable)).length;
      expect({ syllable, together, passages }).toEqual({
        syllable,
        together: near.get(syllable),
        passages: having,
      });
      expect(told).toBeCloseTo(14 + Math.log2((2 * together) / (phrase + having)), 10);
    }
    const scores = collocates.map(({ logDice: score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const frequent = [...near].filter(([, count]) => count >= 3).length;
    expect(collocates.length).toBe(Math.min(100, frequent));
  });
});

describe('what a tier leaves out', () => {
  test('is told with its spellings and tiers, and not counted', async () => {
    const { counts, leftOut, spellings } = await analyse('dân vẫn khéo', { tier: 1, widest: 5 });
    expect(counts.counted.occurrences).toBe(0);
    expect(spellings).toEqual([]);
    expect(leftOut).toEqual([{ text: 'Dân vận khéo', tier: 2, mentions: 9 }]);
  });

  test('is, with what is counted, all that there is', async () => {
    const { abbreviations } = await door.meta();
    const asked = { tier: 1, widest: 5, abbreviations } as const;
    const { counts, leftOut, spellings } = await analyse('MTTQ', asked);
    const all = await search(door, 'MTTQ', { tier: 5, abbreviations });
    expect(sum(spellings.map(({ mentions }) => mentions))).toBe(counts.counted.occurrences);
    expect(sum([...spellings, ...leftOut].map(({ mentions }) => mentions))).toBe(all.total);
    const out = leftOut.filter(({ tier }) => tier === 4);
    expect(out.map(({ text }) => canonical(text))).toEqual(['mặt trận tổ quốc']);
    expect(out[0]?.mentions).toBe(all.mentions.filter(({ tier }) => tier === 4).length);
  });

  test('is nothing where every tier is counted', async () => {
    const { leftOut, spellings } = await analyse('dan van kheo', { tier: 5 });
    expect(leftOut).toEqual([]);
    expect(spellings[0]).toEqual({ text: 'Dân vận khéo', tier: 2, mentions: 9 });
  });
});
