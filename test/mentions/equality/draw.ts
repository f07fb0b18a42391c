import { fold } from '../../../src/text/fold.ts';
import { takeTone } from '../../../src/text/letters.ts';
import {
  SYLLABLE,
  type Syllable,
  syllablesOf,
  takeSyllable,
  tonePlaces,
} from '../../../src/text/syllables.ts';
import { randomFrom } from '../../fuzz/mutate.ts';

/** A query as somebody would type or paste it, and how it was made. */
export interface DrawnQuery {
  readonly typed: string;
  readonly manner: Manner | 'written by hand';
}

/** The longest run of syllables that is drawn. */
const MOST_SYLLABLES = 8;

/** `đươc̣`: the tone behind its syllable, as converters of PDF leave it (src/text/normalise/marks.ts). */
function withLateTones(text: string): string {
  return text.replace(SYLLABLE, (syllable) => {
    const letters = Array.from(syllable, takeTone);
    const tone = letters.find((letter) => letter.tone !== '')?.tone ?? '';
    return letters.map(({ base }) => base).join('') + tone;
  });
}

/** `hoà`, `uỷ`, where the text has `hòa`, `ủy`, and the other way round. */
function withOtherTonePlacement(text: string): string {
  return text.replace(SYLLABLE, (syllable) => {
    const parts = takeSyllable(syllable.normalize('NFC'));
    const [first, second] = parts?.tone ? tonePlaces(parts) : [];
    if (!parts || first === undefined || second === undefined) return syllable;
    const place = parts.toneAt === first ? second : first;
    return Array.from(syllable, (letter, i) => {
      const { base } = takeTone(letter);
      return (i === place ? base + parts.tone : base).normalize('NFC');
    }).join('');
  });
}

/** How what stands in a text is typed. */
const MANNERS = {
  'as written': (text: string) => text,
  unmarked: (text: string) => fold(text),
  'upper case': (text: string) => text.toUpperCase(),
  decomposed: (text: string) => text.normalize('NFD'),
  'other tone placement': withOtherTonePlacement,
  'late tones': withLateTones,
  quoted: (text: string) => `“${text}”`,
} as const;
export type Manner = keyof typeof MANNERS;
const NAMES = Object.keys(MANNERS) as Manner[];

/** What stands before the first and behind the last syllable, and may be part of what is pasted: `(`, `“`, `;`. */
const BEFORE = /[^\s\p{L}\p{N}\p{M}]{1,2}\s?$/u;
const AFTER = /^\s?[^\s\p{L}\p{N}\p{M}]{1,2}/u;

/** Each syllable with the place where it stands, so that a long text is taken apart once. */
interface Source {
  readonly text: string;
  readonly syllables: readonly Syllable[];
  /** Indexes of the syllables that begin with a digit. */
  readonly numbers: readonly number[];
}

function toSource(text: string): Source {
  const syllables = syllablesOf(text);
  const numbers = syllables.flatMap(({ text: form }, i) => (/^[0-9]/u.test(form) ? [i] : []));
  return { text, syllables, numbers };
}

/**
 * Queries of 1 to 8 syllables that stand in the texts, wherever their first syllable happens to be: across the ends of
 * lines and pages, within quotes, with punctuation. Every tenth begins at a number. The seed decides all of it.
 */
export function drawQueries(texts: readonly string[], count: number, seed: number): DrawnQuery[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const sources = texts.map(toSource).filter(({ syllables }) => syllables.length > 0);
  if (sources.length === 0) return [];
  return Array.from({ length: count }, (_, i): DrawnQuery => {
    const { text, syllables, numbers } = sources[below(sources.length)] as Source;
    const atNumber = i % 10 === 9 && numbers.length > 0;
    const first = atNumber ? (numbers[below(numbers.length)] as number) : below(syllables.length);
    const last = Math.min(syllables.length - 1, first + below(MOST_SYLLABLES));
    let [start, end] = [(syllables[first] as Syllable).start, (syllables[last] as Syllable).end];
    if (random() < 0.15) start -= BEFORE.exec(text.slice(Math.max(0, start - 4), start))?.[0].length ?? 0;
    if (random() < 0.15) end += AFTER.exec(text.slice(end, end + 4))?.[0].length ?? 0;
    const manner = NAMES[i % NAMES.length] as Manner;
    return { typed: MANNERS[manner](text.slice(start, end)), manner };
  });
}
