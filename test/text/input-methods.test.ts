import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/text/canonical.ts';
import { fromKeystrokes } from '../../src/text/input-methods.ts';
import { isSyllable, syllablesOf } from '../../src/text/syllables.ts';

type Row = readonly [typed: string, meant: string | null, why: string];

function check(method: 'telex' | 'vni', rows: readonly Row[]): void {
  test.each(rows)('%s -> %s: %s', (typed, meant) => {
    expect(fromKeystrokes(typed)).toEqual(meant === null ? null : { method, text: meant });
  });
}

describe('Telex', () => {
  check('telex', [
    ['daan vaanj kheos', 'dân vận khéo', 'tones at the end'],
    [
      'daan vaajn khesos',
      'dân vận khesos',
      'two tone keys are a foreign word: who sees no result corrects none',
    ],
    ['daan vaajn', 'dân vận', 'tone within the word'],
    ['vanaj', 'vận', 'mark key at the end'],
    ['cans booj', 'cán bộ', 'one word with a mark key, one without'],
    ['xaay duwngj nong thon', 'xây dựng nong thon', 'words typed without marks stay'],
    ['DAAN VAANJ', 'DÂN VẬN', 'capitals'],
    ['Ddangr', 'Đảng', 'capital of the first of two keys'],
    ['dand', 'đan', 'the bar at the end'],
    ['nuwowcs nuocws nwocs', 'nước nước nước', 'three ways to ươ'],
    ['thuowr', 'thuở', 'the horn on o alone where there is no ươ'],
    ['twr', 'tử', 'w by itself'],
    ['wngs dungj', 'ứng dụng', 'w at the beginning'],
    ['giwax giuwax', 'giữa giữa', 'w after gi'],
    ['chuaw', 'chưa', 'ưa, not uă'],
    ['khoeof', 'khoèo', 'o, e, o is no ô'],
    ['hoaf', 'hòa', 'tone where the project writes it'],
    ['quais', 'quái', 'the u of qu bears no tone'],
    ['gif', 'gì', 'gi without another vowel'],
    ['vaanjz', 'vân', 'z takes the tone back'],
    ['coong tacs', 'công tác', 'oong is a rime, but coong is no word'],
    ['xooong', 'xoong', 'a third o gives the two back'],
    ['nghij quyeets 28-NQ/TW', 'nghị quyết 28-NQ/TW', 'number and symbol of a document stay'],
    ['chir thij TW', 'chỉ thị TW', 'TW is Trung ương, no tư'],
    ['thees kyr XIX', 'thế kỷ XIX', 'Roman numerals'],
    ['Xoo-vieets, “ddoonj”', 'Xô-viết, “độn”', 'hyphen, punctuation, quotes'],
    ['vaanj ddoongj facebook', 'vận động facebook', 'a foreign word among more decoded ones'],
  ]);

  check('telex', [
    ['dan van', null, 'plain unmarked Vietnamese'],
    ['cong tac', null, 'plain unmarked Vietnamese'],
    ['hoc tap', null, 'plain unmarked Vietnamese'],
    ['to chuc', null, 'plain unmarked Vietnamese'],
    ['moi', null, 'plain unmarked Vietnamese'],
    ['thanh', null, 'plain unmarked Vietnamese'],
    ['xoong', null, 'a word with two o'],
    ['dân vaanj', null, 'bears marks already'],
    ['da\u0302n vaanj', null, 'bears combining marks already'],
    ['TW', null, 'an abbreviation'],
    ['XIX', null, 'a Roman numeral'],
    ['theees', null, 'three e are no mark'],
    ['law', null, 'an open ă is no syllable'],
    ['tests', null, 'two tone keys'],
    ['tacf', null, 'no huyền before c'],
    ['of the cars', null, 'English: as many foreign words as decoded ones'],
    ['PAR INDEX', null, 'English'],
    ['vanthu.gov.vn', null, 'an address'],
    ['oooooooooooo', null, 'ends'],
    ['', null, 'nothing typed'],
  ]);
});

describe('VNI', () => {
  check('vni', [
    ['da6n va65n khe1o', 'dân vận khéo', 'keys within words'],
    ['da6n va6n5 kheo1', 'dân vận khéo', 'tones at the end'],
    ['D9A3NG', 'ĐẢNG', 'capitals'],
    ['d9a3ng uy3', 'đảng ủy', 'a key within a word makes the other one sure'],
    ['nu7o71c nuo71c', 'nước nước', 'two ways to ươ'],
    ['hoc5 tap65', 'học tập', 'two words with all their keys at the end'],
    ['va8n ba3n so61 28-NQ/TW', 'văn bản số 28-NQ/TW', 'number of a document stays'],
    ['va65n0', 'vân', '0 takes the tone back'],
    ['kho7i3 nghi4a', 'khởi nghĩa', 'mark and tone apart'],
  ]);

  check('vni', [
    ['mau2', null, 'form 2'],
    ['to1 to2', null, 'groups 1 and 2: the same word with two numbers'],
    ['khoa1 ky2 2021', null, 'numbers beside it'],
    ['khoa13', null, 'two tones'],
    ['dieu6', null, 'article 6'],
    ['Q1', null, 'a number'],
    ['nq28', null, 'a number'],
    ['1a', null, 'a number'],
    ['k8', null, 'a number'],
    ['h2o', null, 'a key before every vowel'],
    ['phong trao thi dua quan khu d9o6', null, 'less than half of the words decoded'],
    ['28-NQ/TW', null, 'a number of a document'],
  ]);
});

const MARK_KEYS = {
  telex: new Map([...'âaa êee ôoo ăaw ơow ưuw đdd'.split(' ').map((row) => [row[0], row.slice(1)] as const)]),
  vni: new Map([...'âa6 êe6 ôo6 ăa8 ơo7 ưu7 đd9'.split(' ').map((row) => [row[0], row.slice(1)] as const)]),
};
const TONE_KEYS = { telex: 'sfxrj', vni: '12435' };

/** Spells a syllable: mark keys behind their letters or all at the end, then the tone. */
function spell(syllable: string, method: 'telex' | 'vni', marksAtEnd: boolean): string {
  let letters = '';
  let marks = '';
  let tone = '';
  for (const letter of syllable) {
    const decomposed = letter.normalize('NFD');
    const found = /[\u0301\u0300\u0303\u0309\u0323]/u.exec(decomposed)?.[0];
    if (found) tone = TONE_KEYS[method]['\u0301\u0300\u0303\u0309\u0323'.indexOf(found)] as string;
    const base = decomposed.replace(/[\u0301\u0300\u0303\u0309\u0323]/u, '').normalize('NFC');
    const keys = MARK_KEYS[method].get(base) ?? base;
    letters += marksAtEnd ? keys[0] : keys;
    const mark = marksAtEnd ? keys.slice(1) : '';
    if (!marks.endsWith(mark) || !/[w7]/u.test(mark)) marks += mark; // ươ needs one key only
  }
  return letters + marks + tone;
}

describe('every syllable of the documents comes back', () => {
  const syllables = new Set(
    globSync('corpus/documents/**/*.txt')
      .flatMap((file) => syllablesOf(readFileSync(file, 'utf8').normalize('NFC')))
      .map(({ text }) => canonical(text))
      .filter((text) => isSyllable(text) && !/^[a-z]+$/u.test(text)),
  );
  const cases = (['telex', 'vni'] as const).flatMap((method) => [
    { method, marksAtEnd: false },
    { method, marksAtEnd: true },
  ]);

  test('there are some', () => expect(syllables.size).toBeGreaterThan(500));

  test.each(cases)('$method, marks at the end: $marksAtEnd', ({ method, marksAtEnd }) => {
    // A word before it, so that VNI keys at the end of the only word are not taken for its number.
    const before = method === 'telex' ? 'daan' : 'da6n';
    const lost = [...syllables].filter((syllable) => {
      const found = fromKeystrokes(`${before} ${spell(syllable, method, marksAtEnd)}`);
      return found?.method !== method || canonical(found.text) !== `dân ${syllable}`;
    });
    expect(lost).toEqual([]);
  });
});
