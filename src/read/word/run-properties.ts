import { around, child, children, elementsIn, isOn, parseXml, val, type XmlNode } from './xml.ts';

/** How Word shows a run, as far as its text depends on it. */
export interface RunLook {
  /** Hidden text (chữ ẩn): `w:vanish`, and what only the view of a page on the web hides. */
  readonly hidden: boolean;
  /** Hidden on the web alone (`w:webHidden`): the numbers of pages in a table of contents are. */
  readonly webHidden: boolean;
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
}

const NOTHING: Own = { vanish: null, webHidden: null, capitals: null, font: null };

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
        own: this.#own(child(style, 'w:rPr')),
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
    return {
      hidden: toggled('vanish'),
      webHidden: toggled('webHidden'),
      capitals: toggled('capitals'),
      font:
        direct.font ??
        styles.reduceRight<string | null>((font, style) => font ?? style.font, null) ??
        this.#defaults.font,
    };
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
