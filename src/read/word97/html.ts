import type { Inline, Paragraph } from './stories.ts';
import { type Block, placeCells, splitTable, type Table, toBlocks } from './tables.ts';

/** What the paragraphs of a document refer to, and what else their writing needs. */
export interface Written {
  readonly headingOf: (paragraph: Paragraph) => number;
  readonly boxes: readonly (readonly Paragraph[])[];
  /** Is told of text that stands in a cell which another covers. */
  readonly covered: (text: string) => void;
}

/** Levels of headings that HTML has. */
const MOST_HEADINGS = 6;

/** The fragment under which a reference finds its note. */
export const noteFragment = (index: number) => `note-${index}`;

const escaped = (text: string) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');

/** The letters of a paragraph, its number before them. */
export function plainText({ label, inlines }: Paragraph): string {
  const text = inlines
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'line' ? ' ' : ''))
    .join('');
  return `${label ? `${label.text} ` : ''}${text}`.trim();
}

/** The runs of a paragraph: neighbours that look alike are one, so that no word is parted. */
function runsOf({ label, inlines }: Paragraph): Inline[] {
  const runs: Inline[] = [];
  const all: Inline[] = label
    ? [{ kind: 'text', ...label, text: `${label.text} ` }, ...inlines]
    : [...inlines];
  for (const inline of all) {
    const last = runs.at(-1);
    if (
      inline.kind === 'text' &&
      last?.kind === 'text' &&
      last.bold === inline.bold &&
      last.struck === inline.struck
    )
      runs[runs.length - 1] = { ...last, text: last.text + inline.text };
    else runs.push(inline);
  }
  return runs;
}

function writeParagraph(out: string[], paragraph: Paragraph, written: Written): void {
  const heading = Math.min(MOST_HEADINGS, written.headingOf(paragraph));
  const tag = heading > 0 ? `h${heading}` : 'p';
  const boxes: number[] = [];
  out.push(`<${tag}>`);
  for (const run of runsOf(paragraph)) {
    switch (run.kind) {
      case 'text':
        out.push(run.bold ? '<strong>' : '', run.struck ? '<s>' : '', escaped(run.text));
        out.push(run.struck ? '</s>' : '', run.bold ? '</strong>' : '');
        break;
      case 'line':
        out.push('<br>');
        break;
      case 'page':
        out.push(`</${tag}><${tag}>`);
        break;
      case 'note':
        out.push(`<a href="#${noteFragment(run.index)}"></a>`);
        break;
      case 'box':
        boxes.push(run.index);
        break;
    }
  }
  out.push(`</${tag}>`);
  for (const box of boxes) writeBlocks(out, toBlocks(written.boxes[box] ?? []), written);
}

function writeTable(out: string[], table: Table, written: Written): void {
  const { rows, covered } = placeCells(table);
  for (const block of covered)
    if ('paragraph' in block) {
      const text = plainText(block.paragraph);
      if (text !== '') written.covered(text);
    }
  out.push('<table>');
  for (const row of rows) {
    out.push('<tr>');
    for (const { blocks, across, down } of row) {
      out.push(`<td colspan="${across}" rowspan="${down}">`);
      writeBlocks(out, blocks, written);
      out.push('</td>');
    }
    out.push('</tr>');
  }
  out.push('</table>');
}

/** Recursion is as deep as tables may stand in tables, see `MAX_DEPTH` of paragraphs. */
function writeBlocks(out: string[], blocks: readonly Block[], written: Written): void {
  for (const block of blocks) {
    if ('table' in block) for (const table of splitTable(block.table)) writeTable(out, table, written);
    else writeParagraph(out, block.paragraph, written);
  }
}

/**
 * A story as HTML: paragraphs, headings, strong runs, tables, references to notes; its boxes stand behind the paragraphs
 * they hang on. What lines and rows become of it is decided where that of all other formats is (`htmlToMarkdown`).
 */
export function toHtml(paragraphs: readonly Paragraph[], written: Written): string {
  const out: string[] = [];
  writeBlocks(out, toBlocks(paragraphs), written);
  return out.join('');
}
