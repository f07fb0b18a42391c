import type { Audience } from '../access/audience.ts';
import type { Reader } from '../access/reader.ts';
import { readConfiguration } from '../configuration.ts';
import { type EngineDoor, openDoor } from '../engine/door.ts';
import { EngineError } from '../engine/errors.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { type Catalogue, openCatalogue } from '../search/lexicon.ts';
import { boardSources } from '../statistics/sources.ts';

/** For whom something is opened: who asks, or the audience that something was made for. */
type For = Pick<Reader, 'audience'>;

/** The engine as one audience sees it, and what was learned of it. Nothing is shared between two. */
interface View {
  readonly door: EngineDoor;
  kept?: { readonly catalogue: Promise<Catalogue>; readonly until: number };
  /** The catalogue that was opened last. */
  lately?: Catalogue;
}

const views = new Map<Audience, View>();

function viewOf(audience: Audience): View {
  const known = views.get(audience);
  if (known) return known;
  const { meiliUrl: url, meiliSearchKey: key, meiliSearchKeyUid: keyUid } = readConfiguration();
  if (!url || !key)
    throw new Error('MEILI_URL and MEILI_SEARCH_KEY are not set: start the portal with `npm start`.');
  const view: View = { door: openDoor({ url, key, keyUid }, audience) };
  views.set(audience, view);
  return view;
}

/** The engine, for whoever asks. The server's process holds no key that could write. */
export function doorFor({ audience }: For): EngineDoor {
  return viewOf(audience).door;
}

/** How long what is known of the index is kept: labels and the date in the foot change only with a run. Milliseconds. */
const META_MS = 1_000;

/** The live index for whoever asks, with what is known of it. @throws {EngineError} */
export function catalogueFor(reader: For): Promise<Catalogue> {
  const { kept } = viewOf(reader.audience);
  return kept && kept.until >= performance.now() ? kept.catalogue : currentCatalogue(reader);
}

/** The same, asked for at this moment: what was known a moment ago may be of an index that is gone. @throws {EngineError} */
export function currentCatalogue({ audience }: For): Promise<Catalogue> {
  const view = viewOf(audience);
  const catalogue = renewed(view);
  const own = { catalogue, until: performance.now() + META_MS };
  view.kept = own;
  catalogue.then(
    // counting begins with reading all tasks, passages are chosen by the rarest words: nobody need wait for either
    (opened) => {
      view.lately = opened;
      return Promise.allSettled([boardSources(opened), opened.lexicon.vocabulary()]);
    },
    // a failure is not kept: the engine may be back with the next request
    () => {
      if (view.kept === own) delete view.kept;
    },
  );
  return catalogue;
}

/** What was learned of a version holds as long as the version does. */
async function renewed({ door, lately: known }: View): Promise<Catalogue> {
  const meta = await door.meta();
  const same =
    known?.meta.indexVersion === meta.indexVersion && known.meta.schemaVersion === meta.schemaVersion;
  return known && same ? { ...known, meta } : openCatalogue(door);
}

/** What the live index is, for the foot of a page that needs nothing else of it: undefined while the engine is away. */
export async function metaIfThere(reader: For): Promise<IndexMeta | undefined> {
  try {
    return await indexMeta(reader);
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** What the live index is. @throws {EngineError} */
export async function indexMeta(reader: For): Promise<IndexMeta> {
  return (await catalogueFor(reader)).meta;
}
