import type { Message } from '../record/message.ts';
import { type MappedText, toMappedText } from '../text/mapped-text.ts';

/** A file as read: its characters in order, with what there is to say about the reading. */
export interface ReadDocument {
  readonly mediaType: string;
  /** Decoded, characters normalised; the origins are offsets into the decoded string (without byte-order mark). */
  readonly text: MappedText;
  /** Whether the text is marked up in Markdown. */
  readonly markdown: boolean;
  readonly messages: readonly Message[];
}

/** Reads the files of one format. Never throws: what can't be read gives an empty text and an error message. */
export type Reader = (bytes: Uint8Array, fileName: string) => ReadDocument | Promise<ReadDocument>;

/** What a file that can't be read gives. */
export function unreadable(mediaType: string, ruleId: string, reason: string): ReadDocument {
  return {
    mediaType,
    text: toMappedText(''),
    markdown: false,
    messages: [{ ruleId, severity: 'error', reason }],
  };
}
