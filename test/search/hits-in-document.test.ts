import { expect, test } from 'vitest';
import type { Block } from '../../src/record/block.ts';
import type { Span } from '../../src/record/span.ts';
import { hitsInDocument } from '../../src/search/hits-in-document.ts';

const LINES = ['Dân vận khéo ở xã', 'khéo léo với dân, vận động dân vận khéo'];
const text = LINES.join('\n');
const blocks = LINES.map((line, i) => {
  const start = text.indexOf(line);
  return { id: `b${i}`, span: [start, start + line.length] as Span } as Block;
});
const lexicon = { abbreviations: [], fieldValues: () => [] } as never;

function marked(q: string, phrase = '') {
  const hits = hitsInDocument({ text, blocks }, { q, phrase }, lexicon);
  return (
    hits && {
      sought: hits.sought,
      marked: [...hits.byBlock.values()].flat().map((span) => text.slice(...span)),
    }
  );
}

test('words of a search that stand as a phrase are counted as that phrase, as everywhere else', () => {
  expect(marked('dân vận khéo')).toEqual({
    sought: 'dân vận khéo',
    marked: ['Dân vận khéo', 'dân vận khéo'],
  });
});

test('words that nowhere stand as a phrase are marked each for itself, and told apart', () => {
  expect(marked('động xã')).toEqual({ sought: 'động, xã', marked: ['xã', 'động'] });
});

test('what is nowhere is told to be so; nothing is looked for where nothing was asked', () => {
  expect(marked('thanh niên')).toEqual({ sought: 'thanh, niên', marked: [] });
  expect(marked('', 'thanh niên')).toEqual({ sought: 'thanh niên', marked: [] });
  expect(marked('')).toBeNull();
});
