import { around, child, children, elementsIn, isOn, parseXml, val, type XmlNode } from './xml.ts';

/** How Word shows a run, as far as its text depends on it. */
export interface RunLook {
  /** Hidden text (chữ ẩn): `w:vanish`, and what only the view of a page on the web hides. */
  readonly hidden: boolean;
  /** Hidden on the web alone (`w:webHidden`): the numbers of pages in a table of contents are. */
  readonly webHidden: boolean;
  /** Nobody sees its letters: they are white on white paper, or a point high. */
  readonly unseen: boolean;
  /** Shown as capitals, whatever its letters are. */
  readonly capitals: boolean;
  /** The font of letters beyond ASCII. */
  readonly font: string | null;
}

/** What one `w:rPr` says; null where it says nothing. */
interface Own {
  readonly vanish: boolean | null;
  readonly webHidden: boolean | null;
  readonly capitals: boolean | null;
  readonly font: string | null;
  /** The colour of the letters (`FF0000`, `auto`). */
  readonly colour: string | null;
  /** Their size: half points. */
  readonly size: number | null;
  /** Something colours the ground under them; a style of tables counts where any part of it does. */
  readonly shaded: boolean | null;
}

const NOTHING: Own = {
  vanish: null,
  webHidden: null,
  capitals: null,
  font: null,
  colour: null,
  size: null,
  shaded: null,
};

const WHITE = /^FFFFFF$/iu;
/** Letters of this size are no letters to who reads the paper: half points. */
const NO_SIZE = 2;

/** Whether `w:shd` or `w:highlight` says that the ground is coloured (ECMA-376 part 1, 17.3.2.32, 17.3.2.15). */
function colours(element: XmlNode): boolean {
  if (element.name === 'w:highlight') return !/^(?:none|white)$/u.test(val(element) ?? 'none');
  if (element.name !== 'w:shd') return false;
  const paper = (name: string) => /^(?:auto|FFFFFF)?$/iu.test(element.get(name) ?? '');
  return !(paper('w:fill') && (/^(?:clear|nil)$/u.test(val(element) ?? 'clear') || paper('w:color')));
}

const isColoured = (properties: XmlNode | null) =>
  properties !== null && elementsIn(properties).some((element) => colours(element));

/** A style may name another that it is based on; a chain longer than this is a circle. */
const MAX_STYLE_CHAIN = 20;

/**
 * The properties of runs, through all that may state them: document defaults, the styles of table, paragraph and run,
 * and the run itself (ECMA-376 part 1, 17.7.2). Properties that toggle (17.7.3) are on where an odd number of the styles
 * has them.
 */
export class RunProperties {
  readonly #styles = new Map<string, { readonly own: Own; readonly base: string | null }>();
  readonly #chains = new Map<string, Own>();
  readonly #defaultStyles = new Map<string, string>();
  readonly #pages = new WeakMap<XmlNode, boolean>();
  readonly #defaults: Own;
  readonly #fonts: ReadonlyMap<string, string>;

  /** @param styles @param theme the parts of the package, as XML; null where it has none */
  constructor(styles: string | null, theme: string | null) {
    this.#fonts = themeFonts(theme);
    const root = styles === null ? null : parseXml(styles);
    const defaults = child(child(child(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr');
    this.#defaults = this.#own(defaults);
    for (const style of children(root, 'w:style')) {
      const id = style.get('w:styleId') ?? '';
      this.#styles.set(id, {
        own: { ...this.#own(child(style, 'w:rPr')), shaded: isColoured(style) || null },
        base: val(child(style, 'w:basedOn')),
      });
      if (/^(?:1|true|on)$/u.test(style.get('w:default') ?? ''))
        this.#defaultStyles.set(style.get('w:type') ?? '', id);
    }
  }

  #own(properties: XmlNode | null): Own {
    if (!properties) return NOTHING;
    const fonts = child(properties, 'w:rFonts');
    const named = (name: string) => {
      const themed = fonts?.get(`w:${name}Theme`);
      return (themed ? this.#fonts.get(themed) : undefined) ?? fonts?.get(`w:${name}`);
    };
    const special = isOn(properties, 'w:specVanish');
    return {
      vanish: special ? true : isOn(properties, 'w:vanish'),
      webHidden: isOn(properties, 'w:webHidden'),
      // small capitals are capitals to who reads the paper: `MẬT`
      capitals: isOn(properties, 'w:caps') ?? isOn(properties, 'w:smallCaps'),
      font: named('hAnsi') || named('ascii') || null,
      colour: val(child(properties, 'w:color')),
      size: Number(val(child(properties, 'w:sz'))) || null,
      shaded: isColoured(properties) || null,
    };
  }

  /** What a style says with all that it is based on; the nearest that says something holds. */
  #ofStyle(id: string | null): Own {
    if (id === null) return NOTHING;
    const known = this.#chains.get(id);
    if (known) return known;
    let found: Own = NOTHING;
    let at: string | null = id;
    for (let i = 0; at !== null && i < MAX_STYLE_CHAIN; i++) {
      const style = this.#styles.get(at);
      if (!style) break;
      const { own } = style;
      found = {
        vanish: found.vanish ?? own.vanish,
        webHidden: found.webHidden ?? own.webHidden,
        capitals: found.capitals ?? own.capitals,
        font: found.font ?? own.font,
        colour: found.colour ?? own.colour,
        size: found.size ?? own.size,
        shaded: found.shaded ?? own.shaded,
      };
      at = style.base;
    }
    this.#chains.set(id, found);
    return found;
  }

  #look(properties: XmlNode | null, paragraph: XmlNode | null): RunLook {
    const table = paragraph ? around(paragraph, 'w:tbl') : null;
    const direct = this.#own(properties);
    const styles = [
      table
        ? this.#ofStyle(val(child(child(table, 'w:tblPr'), 'w:tblStyle')) ?? this.#default('table'))
        : NOTHING,
      this.#ofStyle(val(child(child(paragraph, 'w:pPr'), 'w:pStyle')) ?? this.#default('paragraph')),
      this.#ofStyle(val(child(properties, 'w:rStyle')) ?? this.#default('character')),
    ];
    const toggled = (name: 'vanish' | 'capitals' | 'webHidden') =>
      direct[name] ??
      (this.#defaults[name] === true || styles.filter((style) => style[name] === true).length % 2 === 1);
    const nearest = <Name extends 'font' | 'colour' | 'size'>(name: Name): Own[Name] =>
      [this.#defaults, ...styles, direct].reduceRight<Own[Name] | null>(
        (found, one) => found ?? one[name],
        null,
      ) as Own[Name];
    const size = nearest('size');
    return {
      hidden: toggled('vanish'),
      webHidden: toggled('webHidden'),
      unseen:
        (size !== null && size <= NO_SIZE) ||
        (WHITE.test(nearest('colour') ?? '') &&
          ![this.#defaults, ...styles, direct].some(({ shaded }) => shaded) &&
          paragraph !== null &&
          !this.#isOnColour(paragraph)),
      capitals: toggled('capitals'),
      font: nearest('font'),
    };
  }

  /** Whether the ground under a paragraph may be coloured: by itself, its cell, its table, the page, a shape. */
  #isOnColour(paragraph: XmlNode): boolean {
    for (let node: XmlNode | null = paragraph; node; node = node.parent) {
      if (node.name === 'w:txbxContent') return true;
      const properties = child(node, `${node.name}Pr`);
      if (isColoured(properties)) return true;
      if (node.name === 'w:tbl') {
        const style = val(child(properties, 'w:tblStyle')) ?? this.#default('table');
        if (this.#ofStyle(style).shaded) return true;
      }
      if (!node.parent && this.#isPageColoured(node)) return true;
    }
    return false;
  }

  /** Whether a part has a colour of its own, or shapes behind its text, wherever they are. */
  #isPageColoured(root: XmlNode): boolean {
    const known = this.#pages.get(root);
    if (known !== undefined) return known;
    const coloured = elementsIn(root).some(
      (element) =>
        (element.name === 'w:background' && !WHITE.test(element.get('w:color') ?? 'FFFFFF')) ||
        (element.name === 'wp:anchor' && /^(?:1|true)$/u.test(element.get('behindDoc') ?? '')) ||
        (element.name.startsWith('v:') && /z-index\s*:\s*-/iu.test(element.get('style') ?? '')),
    );
    this.#pages.set(root, coloured);
    return coloured;
  }

  #default(kind: string): string | null {
    return this.#defaultStyles.get(kind) ?? null;
  }

  /** How a run (`w:r`, `m:r`) is shown. */
  ofRun(run: XmlNode): RunLook {
    return this.#look(child(run, 'w:rPr'), around(run, 'w:p'));
  }

  /** How the mark at the end of a paragraph is: a hidden one joins it with the next. */
  ofMark(paragraph: XmlNode): RunLook {
    return this.#look(child(child(paragraph, 'w:pPr'), 'w:rPr'), paragraph);
  }
}

/** The fonts that a theme's names stand for: `minorHAnsi`, `majorAscii`. */
function themeFonts(theme: string | null): Map<string, string> {
  const fonts = new Map<string, string>();
  const root = theme === null ? null : parseXml(theme);
  for (const element of root ? elementsIn(root) : []) {
    const kind = /^a:(major|minor)Font$/u.exec(element.name)?.[1];
    const name = kind && child(element, 'a:latin')?.get('typeface');
    if (name) for (const script of ['Ascii', 'HAnsi']) fonts.set(kind + script, name);
  }
  return fonts;
}
