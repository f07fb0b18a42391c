import { expect, test } from 'vitest';
import { EN, EN_LIVE } from '../../src/labels/en.ts';
import { VI, VI_LIVE } from '../../src/labels/vi.ts';

type Leaf = readonly [path: string, vietnamese: string, english: string];

/** Functions are called with numbers or words that are the same in both, so that only the label's own words differ. */
function said(label: unknown): string {
  if (typeof label !== 'function') return String(label);
  const calls = [2, '2020-05-03', 'phrase', 'x'].map((value): unknown[] => [value, value, value, value]);
  for (const values of [...calls, [['x'], 2, 2, 2], [2, ['x'], 2, 2]]) {
    try {
      return String(label(...values));
    } catch {
      // takes something else
    }
  }
  throw new Error(`cannot be called: ${label}`);
}

function leaves(vietnamese: object, english: object, path = ''): Leaf[] {
  expect(Object.keys(english), path).toEqual(Object.keys(vietnamese));
  return Object.entries(vietnamese).flatMap(([name, label]): Leaf[] => {
    const other = (english as Record<string, unknown>)[name];
    const here = `${path}.${name}`;
    expect(typeof other, here).toBe(typeof label);
    return typeof label === 'object'
      ? leaves(label, other as object, here)
      : [[here, said(label), said(other)]];
  });
}

const ALL = [...leaves(VI, EN), ...leaves(VI_LIVE, EN_LIVE)];

/** Names, examples of Vietnamese queries, and bare values are the same in both. */
const SHARED =
  /^\.(portal|number|rate|score|statistics\.(change|comparisons\.[a-z-]+)|home\.examples\.\d|help\.(sections\.\d\.id|keys\.\d\.0)|search\.(and|bracket|syntax\.\d\.0))$/u;

test('every label is there in both languages, and none is empty', () => {
  expect(ALL.length).toBeGreaterThan(300);
  expect(ALL.filter(([, vietnamese, english]) => !vietnamese.trim() || !english.trim())).toEqual([]);
});

test('no label is left untranslated', () => {
  const same = ALL.filter(([path, vietnamese, english]) => vietnamese === english && !SHARED.test(path));
  expect(same.map(([path]) => path)).toEqual([]);
});

test('English labels have Vietnamese letters in names and examples only', () => {
  const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;
  const known =
    /Văn Thư|Tiếng Việt|dân vận|tôn giáo|khéo|Kế hoạch số 89|kế hoạch|hòa\/hoà|hòa, hoà|kỹ, kĩ|dẫn vẫn|Mặt trận Tổ quốc|Số 114 -KH\/ĐUK|a ă â b c d đ e ê|Rychlý/giu;
  const strange = ALL.filter(
    ([path, , english]) => !SHARED.test(path) && vietnamese.test(english.replace(known, '')),
  );
  expect(strange.map(([path, , english]) => `${path}: ${english}`)).toEqual([]);
});
