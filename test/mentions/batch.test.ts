import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { countPhrases, MAX_LINES, readPhraseList } from '../../src/mentions/batch.ts';
import { search, toQuery } from './searching.ts';

const ABBREVIATIONS = [{ short: 'MTTQ', long: 'Mặt trận Tổ quốc' }];

/** Lines of a list as `line text` or `line text: fault`. */
const read = (list: string) =>
  readPhraseList(list, ABBREVIATIONS).lines.map(
    ({ line, text, phrase, fault }) => `${line} ${phrase?.text ?? text}${fault ? `: ${fault}` : ''}`,
  );

describe('readPhraseList', () => {
  test.each<[list: string, expected: string[], why: string]>([
    ['dân vận\nkhéo', ['1 dân vận', '2 khéo'], 'a phrase a line'],
    ['dân vận\r\nkhéo\r\n', ['1 dân vận', '2 khéo'], 'lines of Windows'],
    ['dân vận\rkhéo', ['1 dân vận', '2 khéo'], 'lines of old programs'],
    ['\ufeffdân vận\nkhéo', ['1 dân vận', '2 khéo'], 'the mark that spreadsheets write first'],
    ['\ufeff# từ khóa\nkhéo', ['2 khéo'], 'also before a comment'],
    ['dân vận\t12\tghi chú', ['1 dân vận'], 'the first cell, with tabs'],
    ['dân vận;12;ghi chú', ['1 dân vận'], 'or semicolons'],
    ['dân vận, khéo', ['1 dân vận, khéo'], 'a comma belongs to the phrase'],
    ['“dân vận khéo”', ['1 dân vận khéo'], 'quotes around are not part of it'],
    ['# một\n  # hai\ndân vận', ['3 dân vận'], 'comments'],
    ['\n\n   \ndân vận\n\n', ['4 dân vận'], 'empty lines keep their numbers'],
    ['dân vận\nDÂN VẬN\nkhéo', ['1 dân vận', '2 DÂN VẬN: repeated', '3 khéo'], 'the same in another case'],
    ['hòa giải\nhoà giải', ['1 hòa giải', '2 hoà giải: repeated'], 'in another spelling'],
    ['dân vận\ndan van', ['1 dân vận', '2 dan van'], 'unmarked is another phrase'],
    ['dân vận\n“—”\nkhéo', ['1 dân vận', '2 “—”: empty', '3 khéo'], 'nothing to look for stops no other'],
    ['', [], 'an empty list'],
    ['thưc̣ hiêṇ', ['1 thực hiện'], 'marks broken by a converter'],
  ])('%j gives %j (%s)', (list, expected) => {
    expect(read(list)).toEqual(expected);
  });

  test('a phrase that is too long is told beside its line', () => {
    const long = Array(201).fill('dân').join(' ');
    const { lines } = readPhraseList(`${long}\nkhéo`, ABBREVIATIONS);
    expect(lines.map(({ line, fault, phrase }) => [line, fault, phrase?.text ?? null])).toEqual([
      [1, 'too-long', null],
      [2, null, 'khéo'],
    ]);
    expect(lines[0]?.text).toBe(long);
  });

  test('knows the abbreviations', () => {
    expect(readPhraseList('MTTQ tỉnh', ABBREVIATIONS).lines[0]?.phrase?.alternatives).toHaveLength(1);
  });

  test('reads a thousand lines, and says how many it left', () => {
    const list = Array.from({ length: MAX_LINES + 7 }, (_, i) => `# lời\n\nmục ${i}`).join('\n');
    const { lines, left } = readPhraseList(list, ABBREVIATIONS);
    expect({ read: lines.length, left }).toEqual({ read: 1_000, left: 7 });
    expect(lines.at(-1)?.line).toBe(3_000);
    expect(readPhraseList('một\nhai', ABBREVIATIONS).left).toBe(0);
  });
});

test('countPhrases counts each phrase as a search of its own does, and passes faults on', async () => {
  const { url, searchKey } = inject('engine');
  const door = openDoor({ url, key: searchKey }, 'public');
  const list = readPhraseList('Dân vận khéo\n—\nDÂN VẬN KHÉO\nkim cương\ndan van', []);
  const counted: unknown[] = [];
  for await (const { line, counts, fault } of countPhrases(door, list, ({ text }) => toQuery(door, text)))
    counted.push([line, fault, counts?.counted.occurrences ?? null]);
  const { total } = await search(door, 'dan van');
  expect(counted).toEqual([
    [1, null, 9],
    [2, 'empty', null],
    [3, 'repeated', null],
    [4, null, 0],
    [5, null, total],
  ]);
  expect(total).toBeGreaterThan(9);
});
