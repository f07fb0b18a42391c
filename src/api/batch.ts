import type { ExportedTable } from '../export/index.ts';
import { filtersInWords } from '../labels/certificate.ts';
import type { Language } from '../labels/language.ts';
import { cutCellsIn, wordsIn } from '../labels/words.ts';
import {
  type CountedPhrase,
  MAX_LINES,
  MAX_LIST_BYTES,
  type PhraseList,
  readPhraseList,
} from '../mentions/batch.ts';
import type { Excluded, Unit } from '../mentions/counting.ts';
import { TIERS, type Tier } from '../mentions/tier.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { formWithin } from './forms.ts';

/** Why a list can't be read. */
export type ListFault = 'tooLarge' | 'notText' | 'none';

/** Room for what a form adds to a list. Bytes. */
const FORM_BYTES = 10_000;

/** Reads a list that was pasted into a form or chosen as a file; the file is taken where both are there. */
export async function listOf(
  request: Request,
  { lexicon }: Catalogue,
): Promise<{ readonly text: string; readonly list: PhraseList | null; readonly fault: ListFault | null }> {
  const form = await formWithin(request, MAX_LIST_BYTES + FORM_BYTES);
  if (form === 'tooLarge') return { text: '', list: null, fault: 'tooLarge' };
  if (form === null) return { text: '', list: null, fault: 'none' };
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
  asked: {
    readonly filters: Readonly<Record<string, readonly string[]>>;
    readonly without: readonly Excluded[];
    /** Lines that were too many to be counted. */
    readonly left: number;
    /** The tier that was chosen for all; each line's own where none was. */
    readonly tier?: Tier | undefined;
    readonly count: Unit;
    readonly language: Language;
  },
): ExportedTable {
  const words = wordsIn(asked.language);
  const B = words.batch;
  async function* rows() {
    for await (const { line, text, phrase, fault, counts } of counted) {
      yield {
        line,
        phrase: phrase?.text ?? text,
        fault: fault && B.faults[fault],
        ...(phrase && { tier: words.tiers[asked.tier ?? phrase.defaultTier] }),
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
    aboutTitle: words.certificate.title,
    columns: [
      { name: 'line', heading: B.line },
      { name: 'phrase', heading: B.phrase, width: 40 },
      { name: 'tier', heading: words.certificate.tiers, width: 20 },
      { name: 'occurrences', heading: words.mentions.units.occurrences },
      { name: 'blocks', heading: words.mentions.units.blocks },
      { name: 'documents', heading: words.mentions.units.documents },
      ...TIERS.map((tier) => ({ name: `tier${tier}`, heading: words.tiers[tier] })),
      { name: 'fault', heading: B.fault, width: 24 },
    ],
    rows: rows(),
    cutCells: cutCellsIn(words),
    async about() {
      const { indexVersion } = await door.meta();
      const warnings = [
        ...(indexVersion === meta.indexVersion ? [] : [words.certificate.moved]),
        ...(asked.left > 0 ? [B.tooMany(MAX_LINES, asked.left)] : []),
      ];
      return [
        ...(warnings.length > 0 ? [[words.certificate.warning, warnings.join(' ')] as const] : []),
        [words.certificate.tiers, asked.tier ? words.tiers[asked.tier] : B.ownTier],
        [words.certificate.unit, words.mentions.units[asked.count]],
        [
          words.certificate.without,
          asked.without.map((place) => words.mentions.places[place]).join(', ') ||
            words.certificate.nothingWithout,
        ],
        [words.certificate.audience, words.certificate.audiences[door.audience]],
        [words.certificate.filters, filtersInWords(asked.filters, meta.labels, asked.language)],
        [words.certificate.version, meta.indexVersion],
        [words.certificate.digest, meta.textDigest],
        [words.certificate.indexedAt, words.instant(meta.indexedAt)],
        [words.certificate.countedAt, words.instant(new Date().toISOString())],
      ];
    },
  };
}
