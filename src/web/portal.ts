import { readConfiguration } from '../configuration.ts';
import { type EngineDoor, openDoor } from '../engine/door.ts';
import { EngineError } from '../engine/errors.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { type Catalogue, openCatalogue } from '../search/lexicon.ts';
import { boardSources } from '../statistics/sources.ts';

let opened: EngineDoor | undefined;

/** The engine, for readers without a sign-in. The server's process holds no key that could write. */
export function publicDoor(): EngineDoor {
  if (!opened) {
    const { meiliUrl: url, meiliSearchKey: key } = readConfiguration();
    if (!url || !key)
      throw new Error('MEILI_URL and MEILI_SEARCH_KEY are not set: start the portal with `npm start`.');
    opened = openDoor({ url, key }, 'public');
  }
  return opened;
}

/** How long what is known of the index is kept: labels and the date in the foot change only with a run. Milliseconds. */
const META_MS = 1_000;
let kept: { catalogue: Promise<Catalogue>; until: number } | undefined;

/** The live index for readers without a sign-in, with what is known of it. @throws {EngineError} */
export function publicCatalogue(): Promise<Catalogue> {
  return kept && kept.until >= performance.now() ? kept.catalogue : currentCatalogue();
}

/** The same, asked for at this moment: what was known a moment ago may be of an index that is gone. @throws {EngineError} */
export function currentCatalogue(): Promise<Catalogue> {
  const catalogue = renewed();
  const own = { catalogue, until: performance.now() + META_MS };
  kept = own;
  catalogue.then(
    // counting begins with reading all tasks, which nobody need wait for
    (opened) => {
      lately = opened;
      return boardSources(opened).catch(() => {});
    },
    // a failure is not kept: the engine may be back with the next request
    () => {
      if (kept === own) kept = undefined;
    },
  );
  return catalogue;
}

/** The catalogue that was opened last. */
let lately: Catalogue | undefined;

/** What was learned of a version holds as long as the version does. */
async function renewed(): Promise<Catalogue> {
  const known = lately;
  const meta = await publicDoor().meta();
  const same =
    known?.meta.indexVersion === meta.indexVersion && known.meta.schemaVersion === meta.schemaVersion;
  return known && same ? { ...known, meta } : openCatalogue(publicDoor());
}

/** What the live index is, for the foot of a page that needs nothing else of it: undefined while the engine is away. */
export async function metaIfThere(): Promise<IndexMeta | undefined> {
  try {
    return await indexMeta();
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** What the live index is. @throws {EngineError} */
export async function indexMeta(): Promise<IndexMeta> {
  return (await publicCatalogue()).meta;
}
