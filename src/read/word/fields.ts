import { child, children, makeRun, pushElements, textOf, val, type XmlNode } from './xml.ts';

/** A field (trường): from its begin to its end; between begin and separator stands what makes its result. */
interface Field {
  readonly begin: XmlNode;
  separator: XmlNode | null;
  end: XmlNode | null;
  instruction: string;
}

/** What runs hold that stands in a text; all of it in an instruction is none. */
const CONTENT = new Set([
  'w:t',
  'w:tab',
  'w:br',
  'w:cr',
  'w:sym',
  'w:ptab',
  'w:noBreakHyphen',
  'w:softHyphen',
  'm:t',
]);

/** Fields that show something which their instruction says, and have no result. */
const SHOWN_UNREAD = /^\s*(?:EQ|SYMBOL|ADVANCE)\b/iu;

/** Where a story of its own begins: a field that ends nowhere must not reach beyond. */
const STORIES = new Set([
  'w:txbxContent',
  'w:footnote',
  'w:endnote',
  'w:body',
  'w:hdr',
  'w:ftr',
  'w:comment',
]);

/**
 * Third pass: of a field its result is kept, and its instruction (`REF _Toc1 \\h`) is not; the entry that a drop-down
 * shows, and the text of a MACROBUTTON, stand in the place of the field. Gives the number of fields that show something
 * which is not read (equations made of codes).
 */
export function readFields(root: XmlNode): number {
  let unread = 0;
  const stories: XmlNode[] = [root];
  for (let story = stories.pop(); story; story = stories.pop()) {
    const inner: XmlNode[] = [];
    const nodes = nodesOf(story, inner);
    for (const one of inner) stories.push(one);
    unread += readStory(nodes);
  }
  return unread;
}

/** All elements of a story in order, without those of the stories within, which are gathered. */
function nodesOf(story: XmlNode, inner: XmlNode[]): XmlNode[] {
  const found: XmlNode[] = [];
  const rest: XmlNode[] = [];
  pushElements(rest, story);
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (STORIES.has(node.name)) {
      inner.push(node);
      continue;
    }
    found.push(node);
    pushElements(rest, node);
  }
  return found;
}

function readStory(nodes: readonly XmlNode[]): number {
  const fields = new Map<XmlNode, Field>();
  const open: Field[] = [];
  for (const node of nodes) {
    if (node.name === 'w:instrText' || node.name === 'w:delInstrText') {
      const field = open.at(-1);
      if (field && !field.separator) field.instruction += textOf(node);
    } else if (node.name === 'w:fldChar') {
      const type = node.get('w:fldCharType');
      if (type === 'begin') open.push({ begin: node, separator: null, end: null, instruction: '' });
      const field = open.at(-1);
      if (type === 'separate' && field) field.separator ??= node;
      if (type === 'end' && field) {
        field.end = node;
        for (const mark of [field.begin, field.separator, field.end]) if (mark) fields.set(mark, field);
        open.pop();
      }
    }
  }
  let unread = 0;
  let within = 0; // instructions of fields that are open here, and have an end
  for (const node of nodes) {
    const field = fields.get(node);
    if (node.name === 'w:fldChar') {
      if (field?.begin === node) within++;
      else if (field?.separator === node || (field?.end === node && !field.separator)) within--;
      if (field?.end === node && within === 0) {
        const shown = field.separator ? null : shownBy(field);
        if (shown !== null) node.parent?.insertBehind(makeRun(shown, node.parent));
        else if (!field.separator && SHOWN_UNREAD.test(field.instruction)) unread++;
      }
      node.remove();
    } else if (node.name === 'w:instrText' || node.name === 'w:delInstrText') node.remove();
    else if (within > 0 && CONTENT.has(node.name)) node.remove();
  }
  return unread;
}

/** What a field without a result shows. */
function shownBy({ begin, instruction }: Field): string | null {
  const list = child(child(begin, 'w:ffData'), 'w:ddList');
  if (list) {
    const entries = children(list, 'w:listEntry').map(val);
    const at = Number(val(child(list, 'w:result')) ?? val(child(list, 'w:default')) ?? 0);
    return entries[at] ?? null;
  }
  return (
    /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?<shown>\S[\s\S]*)$/iu.exec(instruction)?.groups?.shown ?? null
  );
}
