import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DOMParser } from '@xmldom/xmldom';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { toAkomaNtoso } from '../../src/export/akoma-ntoso.ts';
import { toDocumentDocx } from '../../src/export/document-docx.ts';
import { inPage, toLinkedData } from '../../src/export/linked-data.ts';
import type { DocumentRecord } from '../../src/record/record.ts';
import { PROJECT, parse } from '../parse/parsing.ts';

const PUBLISHED = {
  addressOf: (id: string) => `https://portal.example.vn/van-ban/${id}`,
  indexedAt: '2026-11-21T02:12:00.000Z',
};
const SCHEMAS = join(PROJECT, '../shared/schemas');
const CORPORA = join(PROJECT, '../shared/corpora');

/** Texts below a folder, in order; every so-many-th of them. */
async function records(folder: string, every = 1): Promise<DocumentRecord[]> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.(?:txt|md|html)$/u.test(name))
    .sort();
  const chosen = names.filter((_, i) => i % every === 0);
  return Promise.all(
    chosen.map(async (name) => (await parse(await readFile(join(folder, name)), name)).record),
  );
}

const SEEDS = await records(join(PROJECT, 'corpus/documents'));

const HOSTILE = [
  'Số 12-KH/TU',
  'KẾ HOẠCH',
  'thực hiện <script>alert(1)</script> & "><img src=x onerror=alert(1)>',
  'I. MỤC ĐÍCH ]]> <!-- -->',
  '1. Xem javascript:alert(1) và &lt;b&gt;',
  '- Điểm a',
  'II.',
].join('\n');

/** What of the schema of OASIS a document breaks. */
async function faults(
  xml: readonly { readonly fileName: string; readonly contents: string }[],
): Promise<string[]> {
  const read = async (fileName: string) => ({
    fileName,
    contents: await readFile(join(SCHEMAS, fileName), 'utf8'),
  });
  const { errors } = await validateXML({
    xml: [...xml],
    schema: [await read('akomantoso30.xsd')],
    preload: [await read('xml.xsd')],
  });
  return errors.map(({ message }) => message);
}

const without = (text: string | null | undefined) => (text ?? '').replace(/\s+/gu, '');

describe('Akoma Ntoso', () => {
  test('each block is one element with its anchor, and no letter is lost', () => {
    for (const record of SEEDS) {
      const root = new DOMParser().parseFromString(
        toAkomaNtoso(record, PUBLISHED),
        'text/xml',
      ).documentElement;
      const elements = Array.from(root?.getElementsByTagName('*') ?? []).filter(
        (one) => one.hasAttribute('eId') && one.tagName !== 'TLCOrganization',
      );
      expect(elements.map((one) => one.getAttribute('eId')).sort()).toEqual(
        record.blocks.map(({ id }) => id).sort(),
      );
      const doc = ['preface', 'mainBody', 'conclusions'].flatMap((name) =>
        Array.from(root?.getElementsByTagName(name) ?? []),
      );
      expect(without(doc.map((part) => part.textContent).join(''))).toBe(without(record.text));
    }
  });

  test('cited documents of the corpus are references to where they are read', () => {
    const [seed] = SEEDS;
    const record = { ...(seed as DocumentRecord) };
    const [first, ...others] = record.citations;
    if (!first) throw new Error('the seed cites nothing');
    record.citations = [{ ...first, targetId: 'x-1' }, ...others];
    const xml = toAkomaNtoso(record, PUBLISHED);
    expect(xml.split('<ref href="https://portal.example.vn/van-ban/x-1">').length - 1).toBe(
      first.mentions.length,
    );
  });

  test.skipIf(!existsSync(SCHEMAS))('is valid after the schema of OASIS, whatever the document', async () => {
    const made = await Promise.all(
      [HOSTILE, '', 'Một dòng', 'I. A\n1. B\n1.1. C\nII. D', '\u0000\ufffe x'].map((text) => parse(text)),
    );
    const more = existsSync(CORPORA) ? await records(CORPORA, 5) : [];
    const all = [...SEEDS, ...made.map(({ record }) => record), ...more];
    if (more.length === 0) console.warn('../shared/corpora is not here: only the seeds are validated');
    expect(
      await faults(
        all.map((record, i) => ({ fileName: `${i}.xml`, contents: toAkomaNtoso(record, PUBLISHED) })),
      ),
    ).toEqual([]);
  });

  if (!existsSync(SCHEMAS)) console.warn('../shared/schemas is not here: Akoma Ntoso is not validated');

  test('what is unknown is left out', async () => {
    const { record } = await parse('Một dòng không có gì');
    const xml = toAkomaNtoso(record, PUBLISHED);
    expect(xml).toContain('<FRBRdate date="2026-11-21" name="indexed"/>');
    expect(xml).not.toContain('FRBRnumber');
    expect(xml).not.toContain('FRBRname');
    expect(xml).not.toContain('issuer');
  });
});

describe('Word', () => {
  test('a program that reads it finds the text, block by block', async () => {
    for (const record of [...SEEDS, (await parse(HOSTILE)).record]) {
      const { value } = await mammoth.extractRawText({ buffer: await buffer(toDocumentDocx(record)) });
      const blocks = record.blocks.map(({ span }) => without(record.text.slice(...span)));
      expect(value.split('\n\n').map(without).filter(Boolean)).toEqual(blocks);
    }
  });
});

describe('linked data', () => {
  test('says what is known, and nothing else', async () => {
    const seed = SEEDS.find(({ number }) => number === 89) as DocumentRecord;
    expect(toLinkedData(seed, PUBLISHED)).toMatchObject({
      '@type': ['Legislation', 'DigitalDocument'],
      url: `https://portal.example.vn/van-ban/${seed.id}`,
      legislationIdentifier: '89-KH/BDVTU',
      legislationDate: '2023-05-19',
      legislationType: 'kế hoạch',
      inLanguage: 'vi',
    });
    const bare = toLinkedData((await parse('Một dòng')).record, PUBLISHED);
    for (const name of ['legislationIdentifier', 'legislationDate', 'legislationPassedBy', 'citation'])
      expect(bare).not.toHaveProperty(name);
  });

  test('in a page, no text ends the element', async () => {
    const { record } = await parse(HOSTILE);
    const data = toLinkedData({ ...record, title: '</script><script>alert(1)</script>' }, PUBLISHED);
    expect(inPage(data)).not.toContain('<');
    expect(JSON.parse(inPage(data))).toEqual(data);
  });
});
