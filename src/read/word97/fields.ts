const BEGIN = 0x13;
const SEPARATOR = 0x14;
const END = 0x15;

/** Fields that show a number which is not stored. */
const NUMBERS = /^\s*(?:AUTONUM(?:LGL|OUT)?|LISTNUM)\b/iu;
/** Fields that show something else which stands in their instruction alone. */
const SHOWN = /^\s*(?:EQ|SYMBOL|MACROBUTTON|GOTOBUTTON|FORMDROPDOWN)\b/iu;
/** As much of an instruction is looked at. */
const NAME = 40;

/** What the fields of a story leave of it. */
export interface Fields {
  /** 1 for each character that is part of an instruction, and shown to nobody. */
  readonly instructions: Uint8Array;
  /** Fields whose numbers, and whose words, are not stored as text. */
  readonly numbers: number;
  readonly unread: number;
}

/**
 * The fields of a story ([MS-DOC] 2.8.25): of each, what it shows is kept, and its instruction is not. One that never
 * ends is none. Fields stand within others; the instructions are marked in one pass, however deep.
 */
export function readFields(text: string): Fields {
  const steps = new Int32Array(text.length + 1); // +1 where an instruction begins, -1 behind its end
  const open: { readonly begin: number; separator: number | null }[] = [];
  let numbers = 0;
  let unread = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BEGIN) open.push({ begin: at, separator: null });
    else if (code === SEPARATOR) {
      const field = open.at(-1);
      if (field) field.separator ??= at;
    } else if (code === END) {
      const field = open.pop();
      if (!field) continue;
      const { begin, separator } = field;
      steps[begin] = (steps[begin] as number) + 1;
      const behind = (separator ?? at) + 1;
      steps[behind] = (steps[behind] as number) - 1;
      const instruction = text.slice(begin + 1, Math.min(separator ?? at, begin + NAME));
      const empty = separator === null || separator + 1 === at;
      if (empty && NUMBERS.test(instruction)) numbers++;
      if (empty && SHOWN.test(instruction)) unread++;
    }
  }
  const instructions = new Uint8Array(text.length);
  for (let at = 0, depth = 0; at < text.length; at++) {
    depth += steps[at] as number;
    instructions[at] = depth > 0 ? 1 : 0;
  }
  return { instructions, numbers, unread };
}
