import type { Block } from '../record/block.ts';
import type { DocumentRecord } from '../record/record.ts';
import { legible } from './legible.ts';
import { paragraph, wordPackage } from './word.ts';

/** A4, upright, margins of 2 cm: within those of official papers (Nghị định 30/2020/NĐ-CP, Appendix I). */
const PAGE = { width: 11_906, height: 16_838, margin: 1_134 } as const;

const style = (name: string) => `<w:pPr><w:pStyle w:val="${name}"/></w:pPr>`;
const CENTRED = '<w:pPr><w:jc w:val="center"/></w:pPr>';
const BOLD = '<w:rPr><w:b/></w:rPr>';

/**
 * A document as a Word file: its text, block by block, as it was read. What Word made of the original's layout is not
 * known to the portal; who needs that takes the original.
 */
export function toDocumentDocx({ blocks, text }: DocumentRecord): AsyncGenerator<Buffer> {
  return wordPackage(
    blocks.map((block) => written(block, legible(text.slice(...block.span)))),
    PAGE,
  );
}

function written({ kind, level }: Block, text: string): string {
  if (kind === 'heading') return paragraph(text, style(`Heading${Math.min(level ?? 1, 2)}`));
  if (kind === 'head') return paragraph(text, CENTRED, BOLD);
  return paragraph(text, '<w:pPr><w:spacing w:after="120"/></w:pPr>');
}
