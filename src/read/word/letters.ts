import type { LegacyEncoding } from '../legacy-encodings.ts';
import { convertRuns, type FontRun, legacyFontOf } from '../legacy-fonts.ts';
import type { RunLook, RunProperties } from './run-properties.ts';
import { elementsIn, makeText, textOf, XmlNode } from './xml.ts';

/** How the runs and the marks of paragraphs of a package look, as they were before anything is taken out. */
export class Looks {
  readonly #runs = new Map<XmlNode, RunLook>();
  readonly #marks = new Map<XmlNode, RunLook>();

  constructor(parts: readonly XmlNode[], properties: RunProperties) {
    for (const root of parts)
      for (const element of elementsIn(root)) {
        if (element.name === 'w:r' || element.name === 'm:r')
          this.#runs.set(element, properties.ofRun(element));
        else if (element.name === 'w:p') this.#marks.set(element, properties.ofMark(element));
      }
  }

  ofRun(run: XmlNode): RunLook | undefined {
    return this.#runs.get(run);
  }

  ofMark(paragraph: XmlNode): RunLook | undefined {
    return this.#marks.get(paragraph);
  }
}

/** What `readLetters` found besides. */
export interface ReadLetters {
  readonly encodings: readonly LegacyEncoding[];
  readonly undecided: number;
}

/**
 * First pass: letters as Word shows them. The characters of fonts from before Unicode (`.VnTime`, `VNI-Times`) become
 * letters, run by run; so do symbols that are set in such a font; what is shown as capitals (`w:caps`) is in capitals.
 */
export function readLetters(parts: readonly XmlNode[], looks: Looks): ReadLetters {
  const runs: FontRun[] = [];
  const targets: (XmlNode | null)[] = [];
  for (const root of parts) {
    let paragraph: XmlNode | null = null;
    let run: XmlNode | null = null;
    for (const element of elementsIn(root)) {
      const name = element.name;
      if (name === 'w:p' || name === 'a:p') {
        runs.push({ text: '\n', font: null });
        targets.push(null);
        paragraph = element;
        continue;
      }
      if (name === 'w:r' || name === 'm:r') run = element;
      let text: XmlNode = element;
      let font = run ? (looks.ofRun(run)?.font ?? null) : null;
      if (name === 'w:sym' && legacyFontOf(element.get('w:font'))) {
        const code = Number.parseInt(element.get('w:char') ?? '', 16);
        if (Number.isNaN(code)) continue;
        font = element.get('w:font');
        text = makeText(String.fromCharCode(code >= 0xf000 ? code - 0xf000 : code));
        element.replaceWith(text);
      } else if (name === 'w:softHyphen' && legacyFontOf(font)?.encoding === 'TCVN3 (ABC)') {
        // the character of the soft hyphen is ư in these fonts, and Word takes it for a hyphen
        text = makeText('\u00ad');
        element.replaceWith(text);
      } else if (name !== 'w:t' && name !== 'w:delText') continue;
      runs.push({ text: textOf(text), font });
      targets.push(text);
    }
    if (paragraph) {
      runs.push({ text: '\n', font: null });
      targets.push(null);
    }
  }
  const { texts, encodings, undecided } = convertRuns(runs);
  for (const [index, target] of targets.entries()) {
    if (!target) continue;
    const letters = texts[index] as string;
    const shown = target.parent && looks.ofRun(target.parent)?.capitals ? letters.toUpperCase() : letters;
    if (shown === runs[index]?.text) continue;
    target.empty();
    target.insert(XmlNode.text(shown));
    target.attributes.set('xml:space', 'preserve');
  }
  return { encodings, undecided };
}
