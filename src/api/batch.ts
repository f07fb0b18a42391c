import type { ExportedTable } from '../export/index.ts';
import { filtersInWords } from '../labels/certificate.ts';
import { VI } from '../labels/vi.ts';
import { type CountedPhrase, MAX_LIST_BYTES, type PhraseList, readPhraseList } from '../mentions/batch.ts';
import { TIERS } from '../mentions/tier.ts';
import type { Catalogue } from '../search/lexicon.ts';

/** Why a list can't be read. */
export type ListFault = 'tooLarge' | 'notText' | 'none';

/** Reads a list that was pasted into a form or chosen as a file; the file is taken where both are there. */
export async function listOf(
  form: FormData,
  { lexicon }: Catalogue,
): Promise<{ readonly text: string; readonly list: PhraseList | null; readonly fault: ListFault | null }> {
  const file = form.get('file');
  const pasted = form.get('list');
  let text = typeof pasted === 'string' ? pasted : '';
  if (file instanceof File && file.size > 0) {
    if (file.size > MAX_LIST_BYTES) return { text, list: null, fault: 'tooLarge' };
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      return { text, list: null, fault: 'notText' };
    }
  }
  if (Buffer.byteLength(text) > MAX_LIST_BYTES) return { text: '', list: null, fault: 'tooLarge' };
  const list = readPhraseList(text, lexicon.abbreviations);
  return { text, list, fault: list.lines.length === 0 ? 'none' : null };
}

/** The counts of a list as a table to download, with what was searched behind it. */
export function batchTable(
  { door, meta }: Catalogue,
  counted: AsyncIterable<CountedPhrase>,
  filters: Readonly<Record<string, readonly string[]>>,
): ExportedTable {
  const B = VI.batch;
  async function* rows() {
    for await (const { line, text, phrase, fault, counts } of counted) {
      yield {
        line,
        phrase: phrase?.text ?? text,
        fault: fault && B.faults[fault],
        ...(counts && {
          ...counts.counted,
          ...Object.fromEntries(
            counts.tiers.map(({ tier, counts: { occurrences } }) => [`tier${tier}`, occurrences]),
          ),
        }),
      };
    }
  }
  return {
    title: B.title,
    aboutTitle: VI.certificate.title,
    columns: [
      { name: 'line', heading: B.line },
      { name: 'phrase', heading: B.phrase, width: 40 },
      { name: 'occurrences', heading: VI.mentions.units.occurrences },
      { name: 'blocks', heading: VI.mentions.units.blocks },
      { name: 'documents', heading: VI.mentions.units.documents },
      ...TIERS.map((tier) => ({ name: `tier${tier}`, heading: VI.tiers[tier] })),
      { name: 'fault', heading: B.fault, width: 24 },
    ],
    rows: rows(),
    async about() {
      const { indexVersion } = await door.meta();
      const moved =
        indexVersion === meta.indexVersion ? [] : [[VI.certificate.version, VI.certificate.moved] as const];
      return [
        ...moved,
        [VI.certificate.audience, VI.certificate.audiences[door.audience]],
        [VI.certificate.filters, filtersInWords(filters, meta.labels)],
        [VI.certificate.version, meta.indexVersion],
        [VI.certificate.digest, meta.textDigest],
        [VI.certificate.indexedAt, VI.instant(meta.indexedAt)],
        [VI.certificate.countedAt, VI.instant(new Date().toISOString())],
      ];
    },
  };
}
