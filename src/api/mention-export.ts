import type { Cell, ExportedTable, Format } from '../export/index.ts';
import { certificateLines } from '../labels/certificate.ts';
import { numberOf } from '../labels/citation.ts';
import type { Language } from '../labels/language.ts';
import { cutCellsIn, type Words, wordsIn } from '../labels/words.ts';
import { toCertificate } from '../mentions/certificate.ts';
import { MENTION_COLUMNS, type MentionColumn } from '../mentions/columns.ts';
import { type ContextWidth, contextOf } from '../mentions/context.ts';
import { RuledTally } from '../mentions/counting.ts';
import { allLines, type MentionQuery } from '../mentions/find-mentions.ts';
import type { Mention } from '../mentions/mention.ts';
import { documentYear } from '../record/document-year.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { absolute, certificateAddress, mentionAddress } from '../web/addresses.ts';
import type { ExportedDocuments } from './read-documents.ts';

/** Letters that a column is wide. */
const WIDTHS: Partial<Record<MentionColumn, number>> = {
  before: 50,
  match: 24,
  after: 50,
  title: 40,
  url: 30,
};

/** What a table tells of a mention beside its words; on pages and in files. */
export function mentionCells({ document, tier, place, path }: Mention, words: Words) {
  return {
    tier: words.tiers[tier],
    where: words.mentionPlaces[place],
    number: numberOf(document),
    type: document.type,
    title: document.title,
    issuer: document.issuer,
    issuedOn: document.issuedOn,
    year: documentYear(document),
    place: path.join(' › '),
  } satisfies Partial<Record<MentionColumn, Cell>>;
}

/** Every mention of a query as a table, in its order, with its certificate behind. */
export function mentionTable(
  { door, meta }: Catalogue,
  query: MentionQuery,
  options: {
    readonly columns: readonly MentionColumn[];
    readonly context: ContextWidth;
    readonly filters: Readonly<Record<string, readonly string[]>>;
    readonly request: URL;
    readonly language: Language;
    readonly documents: ExportedDocuments;
  },
): ExportedTable {
  const { context, request, filters, language } = options;
  const words = wordsIn(language);
  const columns = options.columns.length > 0 ? options.columns : MENTION_COLUMNS;
  const tally = new RuledTally(query.rule);
  const toRow = (mention: Mention): Record<MentionColumn, Cell> => ({
    ...contextOf(mention, context),
    ...mentionCells(mention, words),
    documentId: mention.document.id,
    start: mention.span[0],
    end: mention.span[1],
    url: absolute(
      mentionAddress(language, mention.document.id, mention.span[0], query.phrase.text, query.tier),
      request,
    ),
  });
  async function* rows() {
    for await (const mention of allLines(door, query, tally)) {
      options.documents.note(mention.document);
      yield toRow(mention);
    }
  }
  return {
    title: query.phrase.text,
    aboutTitle: words.certificate.title,
    columns: MENTION_COLUMNS.filter((name) => columns.includes(name)).map((name) => ({
      name,
      heading: words.mentionColumns[name],
      ...(WIDTHS[name] !== undefined && { width: WIDTHS[name] }),
    })),
    rows: rows(),
    cutCells: cutCellsIn(words),
    async about() {
      const { total: searched } = await door.search('documents', { filters: query.filters, hitsPerPage: 0 });
      const now = new Date();
      const counts = tally.counts(query.tier);
      const certificate = toCertificate({
        query,
        filters,
        audience: door.audience,
        meta,
        searched,
        counts,
        now,
      });
      const lines = certificateLines(
        certificate,
        absolute(certificateAddress(language, certificate), request),
        meta.labels,
        language,
      );
      const { indexVersion } = await door.meta();
      // rows of two versions are no number to defend: the file says so itself
      return indexVersion === meta.indexVersion
        ? lines
        : [[words.certificate.warning, words.certificate.moved], ...lines];
    },
  };
}

/** What a file is called: `lan-xuat-hien.xlsx`. */
export function exportFileName(format: Format): string {
  return `lan-xuat-hien.${format}`;
}
