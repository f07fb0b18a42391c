import type { APIContext } from 'astro';
import type { Reader } from '../access/reader.ts';
import type { Language } from '../labels/language.ts';
import type { TaskSearch } from '../search/search-tasks.ts';
import { toState } from '../search/state.ts';
import { type BoardView, readBoard } from '../statistics/board.ts';
import { boardSources } from '../statistics/sources.ts';
import { catalogueFor } from '../web/portal.ts';
import type { ExportedBoard } from './board-export.ts';
import { boardPageParameters, boardParameters, readPageParameters, readParameters } from './parameters.ts';

/** What was asked, and by whom. */
interface Asked {
  readonly request: URL;
  readonly reader: Reader;
}

/** The board of a page, without what is wrong in its address, and the state that is left. @throws {EngineError} */
export async function askedPage({ request, reader }: Asked, language: Language) {
  const { values, ignored } = readPageParameters(boardPageParameters, request.searchParams);
  const { q, stack, step, sort: _, ...filters } = values;
  const state = toState(
    request.searchParams,
    Object.keys(boardPageParameters.shape),
    ignored.map(({ name }) => name),
  );
  return {
    ...(await readExported({ q, filters }, { stack, step }, { request, reader }, language)),
    state,
    ignored,
  };
}

/** The board that a request asks for. @throws {ProblemError} 400 @throws {EngineError} */
export async function askedBoard({
  url: request,
  locals,
}: Pick<APIContext, 'url' | 'locals'>): Promise<ExportedBoard> {
  const { q, stack, step, lang, ...filters } = readParameters(boardParameters, request.searchParams);
  return readExported({ q, filters }, { stack, step }, { request, reader: locals.reader }, lang);
}

async function readExported(
  search: TaskSearch,
  view: BoardView,
  { request, reader }: Asked,
  language: Language,
): Promise<ExportedBoard> {
  const catalogue = await catalogueFor(reader);
  const board = await readBoard(catalogue, search, view, language);
  const { documents } = await boardSources(catalogue);
  return { board, documents, search, view, meta: catalogue.meta, request, language };
}
