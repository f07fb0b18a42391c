/** A structure of the file contradicts another, or ends before its own end. */
export class DamagedWordFile extends Error {
  override readonly name = 'DamagedWordFile';
}

/** A Word file, but of a kind that isn't read. `reason` says which, and what to do. */
export class UnsupportedWordFile extends Error {
  override readonly name = 'UnsupportedWordFile';
}

/** There is more of something in the file than any document has: it was made to fill the memory. */
export class OversizedWordFile extends Error {
  override readonly name = 'OversizedWordFile';
}
