/** Formats that are recognised by their first bytes and not read yet (later issues add them). */
export const UNREAD_FORMATS: readonly {
  readonly mediaType: string;
  readonly name: string;
  readonly magic: readonly number[];
}[] = [
  { mediaType: 'application/pdf', name: 'PDF', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] }, // %PDF-
  {
    mediaType: 'application/zip',
    name: 'Word (docx) or another zipped format',
    magic: [0x50, 0x4b, 0x03, 0x04],
  }, // PK
  { mediaType: 'application/msword', name: 'Word (doc)', magic: [0xd0, 0xcf, 0x11, 0xe0] }, // OLE compound file
  { mediaType: 'application/rtf', name: 'RTF', magic: [0x7b, 0x5c, 0x72, 0x74, 0x66] }, // {\rtf
];

/** True when the file begins with these bytes. */
export function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}
