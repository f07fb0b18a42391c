import { fileTypeFromBuffer } from 'file-type';
import type { Container } from './containers.ts';

/** Formats whose files begin with a signature: they are read, or (`other`) refused by name. */
export type Signed = Container | 'other';

/** By the media type that file-type finds. What it finds besides may be a text that begins like a picture: `BM…`. */
const CONTAINERS: Readonly<Record<string, Signed>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-word.document.macroenabled.12': 'docx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.template': 'docx',
  'application/x-cfb': 'doc',
  'application/msword': 'doc',
};

/** How the files of these formats begin. The parts of a .docx may stand in any order: file-type is given all of it. */
const SIGNATURE = /^(?:%PDF-|PK\u0003\u0004|\u00d0\u00cf\u0011\u00e0)/u;

/** What a file is by its content: a container, or null for what may be text. `mediaType` is for the message. */
export async function containerOf(
  bytes: Uint8Array,
): Promise<{ readonly container: Signed; readonly mediaType: string } | null> {
  const start = String.fromCharCode(...bytes.subarray(0, 5));
  if (!SIGNATURE.test(start)) {
    return start === '{\\rtf' ? { container: 'other', mediaType: 'application/rtf' } : null;
  }
  if (start.startsWith('%PDF-')) return { container: 'pdf', mediaType: 'application/pdf' };
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType = found?.mime ?? 'application/octet-stream';
  return { container: CONTAINERS[mediaType] ?? 'other', mediaType };
}
