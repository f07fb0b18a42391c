import { DOMParser } from '@xmldom/xmldom';

/** Prefixes by namespace, as this room writes them; a file may use others. Transitional and strict (ECMA-376 part 4). */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

/** Namespaces by prefix, as parts are written out again. */
const NAMESPACES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PREFIXES)
    .reverse() // the transitional one of two is first in the list
    .map(([namespace, prefix]) => [prefix, namespace]),
);

/** A part nests its elements deeper than any document: nine tables within each other take some ninety. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}
const MAX_DEPTH = 1_000;

const TEXT = '#text';

/**
 * An element of a part, or a text. Taking one out and putting it elsewhere costs the same however many stand beside it:
 * a DOM counts its children anew each time, and a body has a hundred thousand of them.
 */
export class XmlNode {
  /** With the prefix of this room: `w:p`; `#text` for a text. */
  readonly name: string;
  /** Of a text. */
  text: string;
  readonly attributes: Map<string, string>;
  parent: XmlNode | null = null;
  first: XmlNode | null = null;
  last: XmlNode | null = null;
  next: XmlNode | null = null;
  previous: XmlNode | null = null;

  constructor(name: string, attributes: Iterable<readonly [string, string]> = [], text = '') {
    this.name = name;
    this.attributes = new Map(attributes);
    this.text = text;
  }

  static text(value: string): XmlNode {
    return new XmlNode(TEXT, [], value);
  }

  get isText(): boolean {
    return this.name === TEXT;
  }

  get(attribute: string): string | null {
    return this.attributes.get(attribute) ?? null;
  }

  remove(): void {
    if (!this.parent) return;
    if (this.previous) this.previous.next = this.next;
    else this.parent.first = this.next;
    if (this.next) this.next.previous = this.previous;
    else this.parent.last = this.previous;
    this.parent = null;
    this.next = null;
    this.previous = null;
  }

  /** Puts a node, from wherever it stands, before one of the children; at the end without one. */
  insert(node: XmlNode, before: XmlNode | null = null): void {
    node.remove();
    node.parent = this;
    node.next = before;
    node.previous = before ? before.previous : this.last;
    if (node.previous) node.previous.next = node;
    else this.first = node;
    if (before) before.previous = node;
    else this.last = node;
  }

  insertBehind(node: XmlNode): void {
    this.parent?.insert(node, this.next);
  }

  replaceWith(node: XmlNode): void {
    this.insertBehind(node);
    this.remove();
  }

  /** Puts the children where the element stands. */
  unwrap(): void {
    const { parent } = this;
    if (!parent) return;
    while (this.first) parent.insert(this.first, this);
    this.remove();
  }

  empty(): void {
    while (this.first) this.first.remove();
  }

  copy(): XmlNode {
    const root = new XmlNode(this.name, this.attributes, this.text);
    const rest: [from: XmlNode, to: XmlNode][] = [[this, root]];
    for (let pair = rest.pop(); pair; pair = rest.pop()) {
      const [from, to] = pair;
      for (let node = from.first; node; node = node.next) {
        const inner = new XmlNode(node.name, node.attributes, node.text);
        to.insert(inner);
        rest.push([node, inner]);
      }
    }
    return root;
  }

  *children(): Generator<XmlNode> {
    for (let node = this.first; node; ) {
      const { next } = node;
      yield node;
      node = next;
    }
  }
}

/** Names of the DOM, in the prefixes of this room. */
function nameOf(node: Element | Attr): string {
  const prefix = node.namespaceURI ? PREFIXES[node.namespaceURI] : undefined;
  return prefix === undefined ? node.nodeName : `${prefix}:${node.localName}`;
}

/** Parses a part; null where it holds no element. @throws TooDeep, and where it is no XML */
export function parseXml(xml: string): XmlNode | null {
  const parsed = new DOMParser({ errorHandler: { warning: () => {}, error: () => {} } }).parseFromString(
    xml.replace(/^\ufeff/u, ''),
    'text/xml',
  );
  const top = parsed?.documentElement;
  if (!top) return null;
  const toNode = (element: Element) =>
    new XmlNode(
      nameOf(element),
      Array.from(element.attributes)
        .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
        .map((attribute) => [nameOf(attribute), attribute.value]),
    );
  const root = toNode(top);
  const rest: [from: Element, to: XmlNode, depth: number][] = [[top, root, 1]];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const [from, to, depth] = pair;
    if (depth > MAX_DEPTH) throw new TooDeep('its elements nest without end');
    for (let node = from.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 1) {
        const inner = toNode(node as Element);
        to.insert(inner);
        rest.push([node as Element, inner, depth + 1]);
      } else if (node.nodeType === 3 || node.nodeType === 4) to.insert(XmlNode.text(node.nodeValue ?? ''));
    }
  }
  return root;
}

const escaped = (text: string) =>
  text
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;')
    // no XML can hold these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '');

/** The part as XML, in the namespaces that Word writes. */
export function toXml(root: XmlNode): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  const used = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const open = (node: XmlNode) => {
    const attributes = [...node.attributes]
      .filter(([name]) => isKnown(name))
      .map(([name, value]) => ` ${name}="${escaped(value)}"`);
    out.push(`<${node.name}${node === root ? used.join('') : ''}${attributes.join('')}>`);
  };
  let node: XmlNode | null = root;
  while (node) {
    if (node.isText) out.push(escaped(node.text));
    else if (isKnown(node.name)) {
      open(node);
      if (node.first) {
        node = node.first;
        continue;
      }
      out.push(`</${node.name}>`);
    }
    while (node && node !== root && !node.next) {
      node = node.parent;
      if (node) out.push(`</${node.name}>`);
    }
    node = node === root ? null : (node?.next ?? null);
  }
  return out.join('');
}

/** A name that can be written: without a prefix, or with one of this room. */
function isKnown(name: string): boolean {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(0, colon));
  return colon < 0 ? /^[\w.-]+$/u.test(name) : prefix === 'xml' || prefix in NAMESPACES;
}

/** Puts the elements within one on a stack, so that the first comes off first. */
export function pushElements(stack: XmlNode[], element: XmlNode): void {
  for (let inner = element.last; inner; inner = inner.previous) if (!inner.isText) stack.push(inner);
}

/** All elements below one, in order. Not recursive, for files that nest deeper than a stack goes. */
export function elementsIn(root: XmlNode, enters: (element: XmlNode) => boolean = () => true): XmlNode[] {
  const found: XmlNode[] = [];
  const rest: XmlNode[] = [];
  pushElements(rest, root);
  for (let node = rest.pop(); node; node = rest.pop()) {
    found.push(node);
    if (enters(node)) pushElements(rest, node);
  }
  return found;
}

/** Children with a name. */
export function children(element: XmlNode | null, name: string): XmlNode[] {
  return element ? [...element.children()].filter((node) => node.name === name) : [];
}

export function child(element: XmlNode | null | undefined, name: string): XmlNode | null {
  for (let node = element?.first ?? null; node; node = node.next) if (node.name === name) return node;
  return null;
}

/** The nearest element of this name around one. */
export function around(element: XmlNode, name: string): XmlNode | null {
  for (let node = element.parent; node; node = node.parent) if (node.name === name) return node;
  return null;
}

/** Whether an element stands in the part still, and not in something that was taken out. */
export function isWithin(element: XmlNode, root: XmlNode): boolean {
  for (let node: XmlNode | null = element; node; node = node.parent) if (node === root) return true;
  return false;
}

/** `w:val`; null where there is none, or an empty one. */
export const val = (element: XmlNode | null): string | null => element?.get('w:val') || null;

/** A property that is on or off: `<w:b/>`, `<w:b w:val="0"/>`; null where it says nothing. */
export function isOn(properties: XmlNode | null, name: string): boolean | null {
  const element = child(properties, name);
  if (!element) return null;
  return !/^(?:0|false|off|none)$/iu.test(element.get('w:val') ?? '');
}

/** All text below an element, as it stands in the file. */
export function textOf(element: XmlNode): string {
  const parts: string[] = [];
  const rest: XmlNode[] = [element];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node.isText) parts.push(node.text);
    for (let inner = node.last; inner; inner = inner.previous) rest.push(inner);
  }
  return parts.join('');
}

/** `<w:t>` that keeps its white space. */
export function makeText(value: string): XmlNode {
  const text = new XmlNode('w:t', [['xml:space', 'preserve']]);
  text.insert(XmlNode.text(value));
  return text;
}

/** A run with this text, that looks as `like` does. */
export function makeRun(value: string, like: XmlNode | null = null): XmlNode {
  const run = new XmlNode('w:r');
  const look = child(like, 'w:rPr');
  if (look) run.insert(look.copy());
  run.insert(makeText(value));
  return run;
}

export function makeParagraph(value: string): XmlNode {
  const paragraph = new XmlNode('w:p');
  paragraph.insert(makeRun(value));
  return paragraph;
}

/** Elements that end a word: what stands in two of them is no one word. */
const PARTS_WORDS = new Set(['w:p', 'a:p', 'w:tab', 'w:br', 'w:cr', 'w:ptab', 'w:tc', 'a:br']);
const TEXTS = new Set(['w:t', 'w:delText', 'm:t', 'a:t']);

/** The words of an element, whatever else it holds, also those that are struck out as deleted. */
export function wordsOf(element: XmlNode): string {
  const parts: string[] = [];
  const add = (one: XmlNode) => {
    if (TEXTS.has(one.name)) parts.push(textOf(one));
    else if (PARTS_WORDS.has(one.name)) parts.push(' ');
    else if (one.name === 'v:textpath') parts.push(' ', one.get('string') ?? '', ' ');
  };
  add(element);
  for (const inner of elementsIn(element)) add(inner);
  return parts.join('');
}
