import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../../src/corpus/load-declared-facts.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

/** Passages of one generated document, as many as a plan has. */
const PASSAGES = 40;
/** Sentences of one generated passage. */
const SENTENCES = 3;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The sentences of the blocks of a corpus. */
export async function sentencesOf(corpusDir: string): Promise<string[]> {
  const { entries, vocabularies, defaultAccess } = await loadCorpus(corpusDir);
  const sentences: string[] = [];
  for (const { path, absolutePath, declarationPath } of entries) {
    const bytes = await readFile(absolutePath);
    const declared = await loadDeclaredFacts(declarationPath);
    const record = await parseDocument({ path, bytes, declared, vocabularies, defaultAccess });
    for (const { kind, span } of record.blocks) {
      if (kind === 'head' || kind === 'tail') continue;
      const text = record.text.slice(...span);
      for (const sentence of text.split(/(?<=[.;])\s+/u)) if (sentence.length > 40) sentences.push(sentence);
    }
  }
  return sentences;
}

const PROVINCES = ['Bình Thuận', 'Bến Tre', 'An Sơn', 'Hải Trung', 'Phú Tân'];
const TYPES = ['kế hoạch', 'chương trình', 'chỉ thị', 'báo cáo', 'hướng dẫn'];

/**
 * A corpus of about so many passages, made of the sentences of another one, shuffled by a seed. Places and numbers are
 * invented; what a document is stands in its declared facts.
 */
export async function generateCorpus(
  folder: string,
  from: string,
  passages: number,
  seed: number,
): Promise<void> {
  const random = seeded(seed);
  const sentences = await sentencesOf(from);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  await cp(join(from, 'vocabularies'), join(folder, 'vocabularies'), { recursive: true });
  await mkdir(join(folder, 'documents'), { recursive: true });
  await writeFile(join(folder, 'corpus.yml'), 'defaultAccess: public\n');
  const documents = Math.max(1, Math.round(passages / PASSAGES));
  for (let number = 1; number <= documents; number++) {
    const paragraphs = Array.from({ length: PASSAGES }, () =>
      Array.from({ length: SENTENCES }, () => pick(sentences)).join(' '),
    );
    const year = 2015 + Math.floor(random() * 10);
    const day = `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
    const province = pick(PROVINCES);
    const facts = [
      `type: ${pick(TYPES)}`,
      `number: ${number}`,
      'symbol: KH/TU',
      `issuedOn: ${day}`,
      `province: ${province}`,
      `issuer: Ban Dân vận Tỉnh ủy ${province}`,
      `title: ${JSON.stringify(pick(sentences).slice(0, 120))}`,
    ];
    const name = join(folder, 'documents', `so-${String(number).padStart(5, '0')}`);
    await writeFile(`${name}.md`, `${paragraphs.join('\n\n')}\n`);
    await writeFile(`${name}.yml`, `${facts.join('\n')}\n`);
  }
}
