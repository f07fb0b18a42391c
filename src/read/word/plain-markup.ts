import { formulaText } from './formulas.ts';
import {
  around,
  child,
  children,
  elementsIn,
  makeRun,
  makeText,
  pushElements,
  wordsOf,
  XmlNode,
} from './xml.ts';

/** What mammoth reads, and what is read of it: all else is taken apart. */
const KEPT = new Set([
  'w:document',
  'w:body',
  'w:footnotes',
  'w:footnote',
  'w:endnotes',
  'w:endnote',
  'w:p',
  'w:r',
  'w:t',
  'w:tab',
  'w:br',
  'w:sym',
  'w:noBreakHyphen',
  'w:footnoteReference',
  'w:endnoteReference',
  'w:tbl',
  'w:tr',
  'w:tc',
]);

/** Properties that mammoth, the numbers or the columns need; those of anything else go with it. */
const KEPT_PROPERTIES = new Set(['w:pPr', 'w:rPr', 'w:tblPr', 'w:trPr', 'w:tcPr', 'w:tblGrid']);

/** Hold words that are none of the text, or none at all. */
const DROPPED =
  /^(?:w:\w+Pr|w:sectPr|w:fldData|w:ffData|w:binData|w:movie|w:delText|w:delInstrText|w:instrText|w:softHyphen|w:footnoteRef|w:endnoteRef|w:separator|w:continuationSeparator)$/u;

/** Shown as something that depends on when and where the text is printed. */
const COMPUTED = new Set([
  'w:dayLong',
  'w:dayShort',
  'w:monthLong',
  'w:monthShort',
  'w:yearLong',
  'w:yearShort',
]);

/** What stands only within a run. */
const OF_RUN = new Set(['w:t', 'w:tab', 'w:br', 'w:sym', 'w:noBreakHyphen']);

/**
 * Sixth pass: what a text is made of and nothing else. Fields, links, tags, directions, controls and insertions give
 * their content; formulas and the readings of characters (ruby) are written in the line; what no program knows gives its
 * content, too. Gives what stands in the text and isn't read, by what it is.
 */
export function toPlainMarkup(root: XmlNode): string[] {
  const unread: string[] = [];
  const rest: XmlNode[] = [root];
  for (let element = rest.pop(); element; element = rest.pop()) {
    const { name } = element;
    if (KEPT_PROPERTIES.has(name)) continue;
    if (name === 'm:oMath') {
      const run = makeRun(formulaText(element));
      if (around(element, 'w:p')) element.replaceWith(run);
      else {
        const paragraph = new XmlNode('w:p');
        paragraph.insert(run);
        element.replaceWith(paragraph);
      }
      continue;
    }
    if (name === 'w:ruby') {
      const reading = wordsOf(child(element, 'w:rt') ?? new XmlNode('w:rt'));
      child(element, 'w:rt')?.remove();
      if (reading.trim() !== '') element.insert(makeText(` (${reading})`));
      pushElements(rest, element);
      element.unwrap();
      continue;
    }
    if (name === 'w:cr' || name === 'w:br') element.replaceWith(new XmlNode('w:br'));
    else if (name === 'w:ptab') element.replaceWith(new XmlNode('w:tab'));
    else if (name === 'w:altChunk' || name === 'w:subDoc') {
      unread.push(name === 'w:altChunk' ? 'inserted document' : 'subdocument');
      element.remove();
    } else if (COMPUTED.has(name)) {
      unread.push('date');
      element.remove();
    } else if (DROPPED.test(name)) element.remove();
    else if (KEPT.has(name)) pushElements(rest, element);
    else {
      pushElements(rest, element);
      if (element !== root) element.unwrap();
    }
  }
  putInRuns(root);
  return unread;
}

/** Text that stood in something else than a run gets one; a run within a run becomes its neighbour. */
function putInRuns(root: XmlNode): void {
  for (const element of elementsIn(root, ({ name }) => !KEPT_PROPERTIES.has(name))) {
    if (!OF_RUN.has(element.name) || element.parent?.name === 'w:r') continue;
    const run = new XmlNode('w:r');
    element.replaceWith(run);
    run.insert(element);
  }
  for (const run of elementsIn(root)) {
    if (run.name !== 'w:r' || run.parent?.name !== 'w:r') continue;
    const outer = run.parent;
    const look = child(run, 'w:rPr') ?? child(outer, 'w:rPr')?.copy() ?? null;
    if (look) run.insert(look, run.first);
    // what stood behind it in the outer run goes into a run of its own
    const behind = new XmlNode('w:r');
    const own = child(outer, 'w:rPr');
    if (own) behind.insert(own.copy());
    while (run.next) behind.insert(run.next);
    outer.insertBehind(run);
    if (behind.last && behind.last.name !== 'w:rPr') run.insertBehind(behind);
  }
  for (const paragraph of elementsIn(root))
    for (const inner of children(paragraph, 'w:p'))
      if (paragraph.name === 'w:p') paragraph.insertBehind(inner);
}
