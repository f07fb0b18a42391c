import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CorpusFileError } from './errors.ts';

/** The files of the corpus are lists of names, not data stores: more than this is a mistake. */
const MAX_BYTES = 5_000_000;

/**
 * Reads a YAML file of the corpus and validates it. Text is brought to NFC, so that a name typed on another
 * system is the same name.
 * @throws {CorpusFileError} naming file and line
 */
export async function readYaml<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  let text: string;
  try {
    const bytes = await readFile(file);
    if (bytes.length > MAX_BYTES) {
      throw new CorpusFileError(
        file,
        null,
        'is larger than 5 MB',
        'Keep lists of names here, not documents.',
      );
    }
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch (cause) {
    if (cause instanceof CorpusFileError) throw cause;
    const reason = cause instanceof TypeError ? 'is not UTF-8 text' : `can't be read (${String(cause)})`;
    throw new CorpusFileError(file, null, reason, 'Save the file as UTF-8 and make it readable.', cause);
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const fault = document.errors[0];
  if (fault) {
    const reason = fault.message.split('\n')[0] ?? fault.message;
    throw new CorpusFileError(
      file,
      fault.linePos?.[0].line ?? null,
      reason,
      'Mend the YAML at this line.',
      fault,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw new CorpusFileError(
      file,
      null,
      String(cause),
      'Write the values out instead of using aliases.',
      cause,
    );
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // The deepest node on the way to the fault that is there tells the line; a missing key has none of its own.
  const path = issue?.path ?? [];
  let line: number | null = null;
  for (let length = path.length; length >= 0 && line === null; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) line = lineCounter.linePos(node.range[0]).line;
  }
  const where = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  throw new CorpusFileError(
    file,
    line,
    `${where}${issue?.message ?? 'not valid'}`,
    'The README names the fields and their values.',
    result.error,
  );
}
