import type { DefaultTreeAdapterTypes } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** Why an element of a page is not shown. */
export type Unshown = 'hidden' | 'deleted' | 'comment';

/** How an element of a page is shown. */
export interface Shown {
  /** Why it, and all that it holds, is not. */
  readonly unshown: Unshown | null;
  /** `visibility` is inherited, and what stands within may be shown again; null where nothing is said. */
  readonly visible: boolean | null;
}

/** Properties that decide whether an element is shown. */
const PROPERTIES = [
  'display',
  'visibility',
  'content-visibility',
  'opacity',
  'font-size',
  'mso-hide',
  'mso-element',
  'left',
  'right',
  'top',
  'bottom',
  'margin-left',
  'margin-top',
  'text-indent',
  'clip',
  'clip-path',
  'transform',
  'overflow',
  'height',
  'max-height',
] as const;
type Property = (typeof PROPERTIES)[number];

interface Declared {
  readonly value: string;
  readonly important: boolean;
}
type Declarations = ReadonlyMap<Property, Declared>;
const NONE: ReadonlyMap<Property, string> = new Map();

/** `p.note#a`: what one element has to be. */
interface Compound {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
}

/** A rule of a style sheet with one selector: its last compound, and those of what stands around. */
interface Rule {
  readonly compound: Compound;
  /** From the inside out; `direct` where the parent itself has to be it. */
  readonly around: readonly { readonly compound: Compound; readonly direct: boolean }[];
  readonly specificity: number;
  readonly declarations: Declarations;
}

/** More rules are not looked at, nor are more pairs of a rule and an element: a page must not be read for ever. */
const MAX_RULES = 3_000;
const MAX_MATCHES = 10_000_000;

function declarationsOf(text: string): Declarations {
  const found = new Map<Property, Declared>();
  for (const part of text.split(';')) {
    const colon = part.indexOf(':');
    const property = part.slice(0, Math.max(0, colon)).trim().toLowerCase() as Property;
    if (!PROPERTIES.includes(property)) continue;
    const value = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    found.set(property, {
      value: value.replace(/\s*!\s*important$/u, ''),
      important: /!\s*important$/u.test(value),
    });
  }
  return found;
}

/** Null for a selector that asks for more than a name, an id and classes. */
function compoundOf(text: string): Compound | null {
  const match = /^(?<tag>\*|[a-z][\w-]*)?(?<rest>(?:[.#][\w-]+)*)$/iu.exec(text);
  if (!match?.groups || text === '') return null;
  const { tag, rest = '' } = match.groups;
  const parts = rest.match(/[.#][\w-]+/gu) ?? [];
  return {
    tag: tag === undefined || tag === '*' ? null : tag.toLowerCase(),
    id: parts.find((part) => part.startsWith('#'))?.slice(1) ?? null,
    classes: parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1)),
  };
}

function ruleOf(selector: string, declarations: Declarations): Rule | null {
  const steps = selector
    .trim()
    .replace(/\s*>\s*/gu, ' > ')
    .split(/\s+/u);
  const compounds: { compound: Compound; direct: boolean }[] = [];
  let direct = false;
  for (const step of steps.reverse()) {
    if (step === '>') {
      direct = true;
      continue;
    }
    const compound = compoundOf(step);
    if (!compound) return null;
    compounds.push({ compound, direct });
    direct = false;
  }
  const [last, ...around] = compounds;
  if (!last || direct) return null;
  const specificity = compounds.reduce(
    (sum, { compound: { tag, id, classes } }) =>
      sum + (id === null ? 0 : 10_000) + classes.length * 100 + (tag === null ? 0 : 1),
    0,
  );
  return { compound: last.compound, around, specificity, declarations };
}

/** The blocks of a style sheet that count on a screen: `selectors { declarations }`. */
function* blocksOf(css: string): Generator<readonly [selectors: string, declarations: string]> {
  const text = css.replace(/\/\*[\s\S]*?\*\/|<!--|-->/gu, ' ');
  let at = 0;
  const open: boolean[] = []; // whether each block that is open counts
  while (at < text.length) {
    const brace = text.indexOf('{', at);
    const close = text.indexOf('}', at);
    if (close >= 0 && (brace < 0 || close < brace)) {
      open.pop();
      at = close + 1;
      continue;
    }
    if (brace < 0) return;
    const prelude = text.slice(at, brace).split(';').at(-1)?.trim() ?? '';
    if (prelude.startsWith('@')) {
      const medium = /^@media\s+(?<query>.*)$/isu.exec(prelude)?.groups?.query;
      open.push(
        medium === undefined
          ? !/^@(?:page|font-face|keyframes)/iu.test(prelude)
          : !/^\s*(?:only\s+)?print\b/iu.test(medium),
      );
      at = brace + 1;
      continue;
    }
    const end = close < 0 ? text.length : close;
    if (!open.includes(false)) yield [prelude, text.slice(brace + 1, end)];
    at = end + 1;
  }
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((candidate) => candidate.name === name)?.value;

function fits(element: Element, { tag, id, classes }: Compound): boolean {
  if (tag !== null && element.tagName !== tag) return false;
  if (id !== null && attribute(element, 'id') !== id) return false;
  if (classes.length === 0) return true;
  const own = (attribute(element, 'class') ?? '').split(/\s+/u);
  return classes.every((one) => own.includes(one));
}

const parentOf = (element: Element): Element | null => {
  const parent = element.parentNode as Element | null;
  return parent && 'tagName' in parent ? parent : null;
};

/**
 * What a page doesn't show, by its attributes (`hidden`), its elements (`del`) and its styles, those of its own style
 * sheets among them: simple selectors, in the order that CSS has for them. Style sheets in other files are not known.
 */
export class HiddenMarkup {
  readonly #rules: Rule[] = [];
  readonly #byKey = new Map<string, number[]>();
  #matches = 0;

  #unjudged = 0;

  constructor(styleSheets: readonly string[]) {
    for (const sheet of styleSheets)
      for (const [selectors, body] of blocksOf(sheet)) {
        const declarations = declarationsOf(body);
        if (declarations.size === 0) continue;
        const values = valuesOf(declarations);
        const isHiding = hides(values) || visibilityOf(values) === false;
        for (const selector of selectors.split(',')) {
          // a state that only a pointer brings about hides nothing from the start
          if (/:(?:hover|focus|active|visited|before|after|:)/u.test(selector)) continue;
          const rule = this.#rules.length < MAX_RULES ? ruleOf(selector, declarations) : null;
          if (rule) this.#add(rule);
          else if (isHiding) this.#unjudged++;
        }
      }
  }

  /** Rules that hide something, nobody knows what: they are not understood, or there was no end of them. */
  get unjudged(): number {
    return this.#unjudged + (this.#matches > MAX_MATCHES ? 1 : 0);
  }

  #add(rule: Rule): void {
    const { id, classes, tag } = rule.compound;
    const key = id !== null ? `#${id}` : classes[0] !== undefined ? `.${classes[0]}` : (tag ?? '*');
    const index = this.#rules.push(rule) - 1;
    const known = this.#byKey.get(key);
    if (known) known.push(index);
    else this.#byKey.set(key, [index]);
  }

  #matchesRule(element: Element, { compound, around }: Rule): boolean {
    if (this.#matches++ > MAX_MATCHES || !fits(element, compound)) return false;
    let at: Element | null = parentOf(element);
    for (const { compound: outer, direct } of around) {
      if (direct) {
        if (!at || !fits(at, outer)) return false;
      } else {
        while (at && !fits(at, outer)) {
          if (this.#matches++ > MAX_MATCHES) return false;
          at = parentOf(at);
        }
        if (!at) return false;
      }
      at = parentOf(at);
    }
    return true;
  }

  /** The value of each property that is set for an element, by the cascade. */
  #declared(element: Element): ReadonlyMap<Property, string> {
    const inline = attribute(element, 'style');
    if (!inline && this.#rules.length === 0) return NONE;
    const keys = [
      element.tagName,
      '*',
      `#${attribute(element, 'id') ?? ''}`,
      ...(attribute(element, 'class') ?? '')
        .split(/\s+/u)
        .slice(0, 50)
        .map((name) => `.${name}`),
    ];
    const fitting = new Set<number>();
    for (const key of this.#rules.length === 0 || this.#matches > MAX_MATCHES ? [] : keys)
      for (const index of this.#byKey.get(key) ?? [])
        if (this.#matchesRule(element, this.#rules[index] as Rule)) fitting.add(index);
    const applied = [...fitting]
      .sort((a, b) => a - b)
      .map((index) => this.#rules[index] as Rule)
      .map(({ specificity, declarations }) => ({ specificity, declarations }))
      .sort((a, b) => a.specificity - b.specificity); // stable: of equals the later one holds
    if (inline) applied.push({ specificity: Number.POSITIVE_INFINITY, declarations: declarationsOf(inline) });
    const values = new Map<Property, string>();
    for (const important of [false, true])
      for (const { declarations } of applied)
        for (const [property, declared] of declarations)
          if (declared.important === important) values.set(property, declared.value);
    return values;
  }

  /** How an element is shown. */
  of(element: Element): Shown {
    const values = this.#declared(element);
    return { unshown: this.#unshown(element, values), visible: visibilityOf(values) };
  }

  #unshown(element: Element, values: ReadonlyMap<Property, string>): Unshown | null {
    if (element.tagName === 'del') return 'deleted';
    // a style that displays an element shows it, whatever its attribute says
    if (attribute(element, 'hidden') !== undefined && !values.has('display')) return 'hidden';
    if (hides(values) || (!TABLE.has(element.tagName) && hasNoHeight(values))) return 'hidden';
    if (/^comment/u.test(values.get('mso-element') ?? '')) return 'comment';
    if (/(?:^|\s)MsoCommentReference(?:\s|$)/iu.test(attribute(element, 'class') ?? '')) return 'comment';
    return null;
  }
}

/** No length: `0`, `0px`, `0.0em`. */
const NOTHING = /^0(?:\.0*)?(?:[a-z]+|%)?$/u;
/** Properties that move an element beside the page. */
const AWAY = ['left', 'right', 'top', 'bottom', 'margin-left', 'margin-top', 'text-indent'] as const;
/** As far as no page reaches, in pixels or points, and in larger units. */
const FAR_AWAY = { small: 900, large: 90 };
const CLIPPED =
  /^rect\(\s*(?<top>[\d.]+)(?:px)?[\s,]+(?<right>[\d.]+)(?:px)?[\s,]+(?<bottom>[\d.]+)(?:px)?[\s,]+(?<left>[\d.]+)(?:px)?\s*\)$/u;
/** Elements that grow with what is in them, whatever height they are given. */
const TABLE = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);

function isFarAway(length: string): boolean {
  const { size, unit } = /^-(?<size>\d+(?:\.\d+)?)(?<unit>[a-z]+)$/u.exec(length)?.groups ?? {};
  return Number(size ?? 0) >= (unit === 'px' || unit === 'pt' ? FAR_AWAY.small : FAR_AWAY.large);
}

/** Whether these styles show nothing of an element: not displayed, seen through, beside the page, or cut away. */
function hides(values: ReadonlyMap<Property, string>): boolean {
  const value = (property: Property) => values.get(property) ?? '';
  const clip = CLIPPED.exec(value('clip'))?.groups;
  return (
    value('display') === 'none' ||
    value('mso-hide') === 'all' ||
    value('content-visibility') === 'hidden' ||
    NOTHING.test(value('opacity')) ||
    NOTHING.test(value('font-size')) ||
    AWAY.some((property) => isFarAway(value(property))) ||
    (clip !== undefined &&
      (Number(clip.bottom) - Number(clip.top) <= 1 || Number(clip.right) - Number(clip.left) <= 1)) ||
    /^inset\(\s*(?:[5-9]\d|100)%\s*\)$|^circle\(\s*0/u.test(value('clip-path')) ||
    /\bscale[xy]?\(\s*0(?:\.0*)?\s*[,)]/u.test(value('transform'))
  );
}

/** Whether a box has no height, and cuts what is in it. */
function hasNoHeight(values: ReadonlyMap<Property, string>): boolean {
  if (!/hidden|clip/u.test(values.get('overflow') ?? '')) return false;
  return (['height', 'max-height'] as const).some((property) =>
    /^(?:0(?:\.0*)?(?:[a-z]+|%)?|1px)$/u.test(values.get(property) ?? ''),
  );
}

/** How `visibility` is said; null where it isn't. */
function visibilityOf(values: ReadonlyMap<Property, string>): boolean | null {
  const visibility = values.get('visibility') ?? '';
  return /^(?:hidden|collapse)$/u.test(visibility) ? false : visibility === 'visible' ? true : null;
}

/** The values of declarations, whatever else applies. */
const valuesOf = (declarations: Declarations): ReadonlyMap<Property, string> =>
  new Map([...declarations].map(([property, { value }]) => [property, value]));

/** The style sheets within a page. */
export function styleSheetsOf(root: { readonly childNodes: readonly Node[] }): string[] {
  const found: string[] = [];
  const rest: Node[] = [...root.childNodes].reverse();
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (!('tagName' in node)) continue;
    if (node.tagName === 'style')
      found.push(node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''));
    else for (let i = node.childNodes.length - 1; i >= 0; i--) rest.push(node.childNodes[i] as Node);
  }
  return found;
}
