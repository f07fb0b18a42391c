import { join } from 'node:path';
import { expect } from 'vitest';
import type { DeclaredFacts } from '../../src/corpus/declared-facts.ts';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { type ParsedDocument, parseDocumentWithOrigin } from '../../src/parse/parse-document.ts';
import { documentRecord } from '../../src/record/record.ts';
import type { Span } from '../../src/record/span.ts';

export const PROJECT = join(import.meta.dirname, '../..');

const vocabularies = await loadVocabularies(join(PROJECT, 'corpus/vocabularies'));

/** Parses a file, or a text as the file that holds it in UTF-8. */
export function parse(
  content: string | Uint8Array,
  path = 'a.txt',
  declared: DeclaredFacts = {},
): Promise<ParsedDocument> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseDocumentWithOrigin({ bytes, path, declared, vocabularies, defaultAccess: 'internal' });
}

/** What holds for every record, whatever the file was. */
export function expectSound({ record, origin }: ParsedDocument): void {
  documentRecord.parse(record);
  const { text, blocks } = record;
  let at = 0;
  for (const { span } of blocks) {
    expect(span[0]).toBe(at);
    expect(span[1]).toBeGreaterThan(span[0]);
    at = span[1] + 1;
  }
  expect(blocks.length === 0 ? text : text.length).toEqual(blocks.length === 0 ? '' : at - 1);
  expect(text.split('\n').length).toBe(Math.max(1, blocks.length));
  expect(new Set(blocks.map((block) => block.id)).size).toBe(blocks.length);
  expect(new Set(record.tasks.map((task) => task.id)).size).toBe(record.tasks.length);
  expect(origin.length).toBe(text.length + 1);
  const inside = (span: Span | undefined) => {
    if (!span) return;
    expect(span[0]).toBeLessThanOrEqual(span[1]);
    expect(span[1]).toBeLessThanOrEqual(text.length);
  };
  for (const task of record.tasks) {
    expect(task.text).toBe(text.slice(...task.span));
    expect(task.text.trim()).not.toBe('');
    for (const span of [...(task.evidence.leads ?? []), ...(task.evidence.schedule ?? [])]) inside(span);
    for (const [i, span] of (task.evidence.leads ?? []).entries())
      expect(text.slice(...span)).toBe(task.leads[i]);
  }
  for (const citation of record.citations) {
    let last = -1;
    for (const span of citation.mentions) {
      inside(span);
      expect(span[0]).toBeGreaterThan(last);
      last = span[0];
    }
  }
  for (const entry of record.outline) inside(entry.span);
  for (const message of record.messages) inside(message.span);
  for (const provenance of Object.values(record.provenance)) inside(provenance?.span);
}

/** Non-overlapping, whatever the case: how the guidelines count mentions. */
export function count(text: string, phrase: string): number {
  return text.toLowerCase().split(phrase.toLowerCase()).length - 1;
}
