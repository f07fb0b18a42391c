/**
 * `npm run check`: what the parser has to remark on the documents of the corpus, like a linter. Exit code 1 if there is
 * an error.
 */
import { readFile } from 'node:fs/promises';
import { readConfiguration } from '../src/configuration.ts';
import { CorpusFileError } from '../src/corpus/errors.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../src/corpus/load-declared-facts.ts';
import { tellFailure } from '../src/failure.ts';
import { parseDocument } from '../src/parse/parse-document.ts';

try {
  const corpus = await loadCorpus(readConfiguration().corpusDir);
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { absolutePath, path } of corpus.entries) {
    try {
      const declared = await loadDeclaredFacts(absolutePath);
      const record = await parseDocument({ ...corpus, path, declared, bytes: await readFile(absolutePath) });
      for (const { severity, ruleId, reason, span } of record.messages) {
        counts[severity]++;
        const where = span ? ` “${record.text.slice(span[0], Math.min(span[1], span[0] + 40))}”` : '';
        console.log(`${path}: ${severity} ${ruleId}: ${reason}${where}`);
      }
    } catch (error) {
      if (!(error instanceof CorpusFileError)) throw error;
      counts.error++;
      console.log(`${error.message} ${error.hint}`);
    }
  }
  console.log(
    `${corpus.entries.length} documents: ${counts.error} errors, ${counts.warning} warnings, ${counts.info} remarks.`,
  );
  process.exitCode = counts.error > 0 ? 1 : 0;
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
