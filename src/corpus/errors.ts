/** A file of the corpus that the office keeps (vocabulary, declared facts, settings) can't be used as it is. */
export class CorpusFileError extends Error {
  override readonly name = 'CorpusFileError';
  readonly file: string;
  /** 1-based; null where the fault is the file itself. */
  readonly line: number | null;
  readonly hint: string;

  constructor(file: string, line: number | null, reason: string, hint: string, cause?: unknown) {
    super(`${file}${line === null ? '' : `:${line}`}: ${reason}`, { cause });
    this.file = file;
    this.line = line;
    this.hint = hint;
  }
}

/** The folder of documents is not there, can't be read, or holds no document. */
export class CorpusFolderError extends Error {
  override readonly name = 'CorpusFolderError';
  readonly folder: string;
  readonly hint: string;

  constructor(folder: string, reason: string, hint: string, cause?: unknown) {
    super(`${folder}: ${reason}`, { cause });
    this.folder = folder;
    this.hint = hint;
  }
}
