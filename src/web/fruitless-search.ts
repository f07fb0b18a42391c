import { writeAccess } from '../access/access-log.ts';
import { readConfiguration } from '../configuration.ts';

/**
 * Notes that somebody who signed in found nothing (câu tìm không có kết quả), so that the office sees what is missed.
 * What the public looks for is nobody's business.
 */
export function noteFruitless({ reader, client }: App.Locals, url: URL, total: number): void {
  if (total === 0 && reader.account && url.searchParams.get('q'))
    writeAccess(
      readConfiguration().dataDir,
      { reader, client },
      { action: 'search-without-result', what: url.pathname + url.search },
    );
}
