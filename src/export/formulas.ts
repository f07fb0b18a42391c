/**
 * Letters of Vietnamese that no name of a function has in any language of Excel or Calc: those with a horn, a hook, a
 * dot below or two marks, and đ.
 */
const VIETNAMESE_ONLY = /[đơư\u{1EA0}-\u{1EF9}]/iu;

/** Excel's limit for the letters of a formula. */
const LONGEST_FORMULA = 8192;

/** A token of a formula; the first of them that fits is it. */
const TOKENS = [
  ['space', /\s+/uy],
  ['words', /"(?:[^"]|"")*\p{L}(?:[^"]|"")*(?:"|$)/uy],
  ['constant', /"(?:[^"]|"")*(?:"|$)/uy],
  ['constant', /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\p{L}\p{N}_])/iuy],
  ['constant', /#(?:null!|div\/0!|value!|ref!|name\?|num!|n\/a)/iuy],
  // `'[file]sheet'!A1`, `[file]sheet!A1`, `sheet!A1`: what is read is elsewhere
  ['link', /(?:'(?:[^']|'')*'|(?:\[[^\]]*\])?[\p{L}_\\][\p{L}\p{M}\p{N}_.\\]*)!/uy],
  ['reference', /\$?[a-z]{1,3}\$?\d{1,7}(?![\p{L}\p{M}\p{N}_.(])/iuy],
  ['constant', /(?:true|false)(?![\p{L}\p{M}\p{N}_.(])/iuy],
  ['reference', /\$?\d{1,7}:\$?\d{1,7}|\$?[a-z]{1,3}:\$?[a-z]{1,3}(?![\p{L}\p{M}\p{N}_.(])|\[[^\]]*\]/iuy],
  ['name', /[\p{L}_\\][\p{L}\p{M}\p{N}_.\\?]*/uy],
  ['open', /[({]/uy],
  ['close', /[)}]/uy],
  ['postfix', /[%#]/uy],
  ['sign', /[+\-@]/uy],
  ['operator', /<=|>=|<>|[*/^&=<>:,;]/uy],
] as const satisfies readonly (readonly [string, RegExp])[];
type Kind = (typeof TOKENS)[number][0];

/**
 * Decides whether a spreadsheet that opens the text in a csv file may run it as a formula (công thức).
 *
 * A text that begins with `=` is one to all of them. To LibreOffice Calc no other is (7.4, by trial). Excel also takes
 * what begins with `+`, `-` or `@` and reads on as a formula (`-1+2`, `+SUM(A1)`, `@SUM(A1)`, `-cmd|'…'!A0`); where it
 * doesn't read on as one, it is a text: a bullet (`- Tổ chức hội nghị.`), a plain number (`-5`, `- 50%`), a telephone
 * number in groups (`+84 912 345 678`). Words alone (`-Tổ chức`, `- "Dân vận khéo"`) run nothing either: they call
 * no function and read nothing; Excel shows them as a name that it doesn't know. Where Excel's reading is in doubt, the text counts as a formula.
 *
 * White space before it, wide forms (`＝`) and a missing bracket or quote at the end don't hide a formula.
 */
export function runsAsFormula(text: string): boolean {
  const start = /^[\s\p{Cf}]*(?:[=＝]|[+\-@＋－＠﹢﹣﹫]+)/u.exec(text)?.[0];
  if (start === undefined) return false;
  if (/[=＝]$/u.test(start)) return true;
  // marks in one sign with their letters; wide forms and hard spaces as the ordinary ones
  const rest = text.normalize('NFKC').trimStart();
  if (rest.length > LONGEST_FORMULA) return false;
  if (/^[+-]\s*[\d.,]+(?:e[+-]?\d+)?\s*%?\s*$/iu.test(rest)) return false;
  // dynamic data exchange: a program, a topic, an item
  return /\|.*!/su.test(rest) || evaluates(rest);
}

/** Whether the text is a formula as a whole, and more than words that run nothing. */
function evaluates(formula: string): boolean {
  let wantsOperand = true;
  let spaced = false;
  let before: Kind | null = null;
  let functionName = false;
  let depth = 0;
  let acts = false;
  let words = false;
  for (let at = 0; at < formula.length; ) {
    const token = tokenAt(formula, at);
    if (token === null) return false;
    const { kind, text } = token;
    at += text.length;
    if (kind === 'space') {
      spaced = true;
      continue;
    }
    const startsOperand = ['constant', 'words', 'link', 'reference', 'name', 'open'].includes(kind);
    if (startsOperand && !wantsOperand) {
      if (kind === 'open' && text === '(' && before === 'name' && functionName) acts = true;
      // a space between two references is an operator: what both have in common
      else if (!spaced || isConstant(kind) || isConstant(before)) return false;
    }
    switch (kind) {
      case 'open':
        depth += 1;
        wantsOperand = true;
        break;
      case 'link':
        acts = true;
        wantsOperand = true;
        break;
      case 'constant':
      case 'words':
      case 'reference':
      case 'name':
        wantsOperand = false;
        break;
      case 'close':
        // arguments may be left out
        if (depth === 0 || (wantsOperand && !leavesOut(before))) return false;
        depth -= 1;
        wantsOperand = false;
        break;
      case 'postfix':
        if (wantsOperand) return false;
        break;
      case 'sign':
        wantsOperand = true;
        break;
      case 'operator': {
        const separates = depth > 0 && (text === ',' || text === ';');
        if ((wantsOperand && !(separates && leavesOut(before))) || (text === ';' && !separates)) return false;
        wantsOperand = true;
        break;
      }
    }
    functionName = kind === 'name' && !VIETNAMESE_ONLY.test(text);
    words ||= kind === 'name' || kind === 'words';
    before = kind;
    spaced = false;
  }
  const whole = !wantsOperand || (depth > 0 && leavesOut(before));
  return whole && (acts || !words);
}

const isConstant = (kind: Kind | null): boolean => kind === 'constant' || kind === 'words';

/** Whether an argument may be missing behind such a token. */
const leavesOut = (kind: Kind | null): boolean => kind === 'open' || kind === 'operator';

function tokenAt(formula: string, at: number): { readonly kind: Kind; readonly text: string } | null {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return null;
}
