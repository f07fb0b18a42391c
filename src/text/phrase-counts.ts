import { canonical } from './canonical.ts';
import { SYLLABLE } from './syllables.ts';

/** A syllable (tiếng) or phrase (cụm từ) of a corpus and how often it occurs. */
export interface CountedPhrase {
  /** The commonest spelling as written, with its case; of two as common, the one with fewer capitals. */
  readonly text: string;
  readonly canonical: string;
  readonly syllables: number;
  /** Occurrences. */
  readonly count: number;
}

/** Limits of what is kept. */
export interface PhraseOptions {
  /** The least occurrences of a phrase of 2 to 4 syllables; default 3. Single syllables are all kept. */
  readonly minCount?: number;
  /** The most phrases of 2 to 4 syllables, the most frequent; default 50,000. */
  readonly maxPhrases?: number;
}

/** The longest phrase that is counted. */
const MAX_SYLLABLES = 4;

/**
 * A phrase is cut where so many of its occurrences have the same syllable beside them, and where its outermost syllable
 * stands so often with that one wherever it is: `dân vận các cơ` before `quan`, since `cơ` is mostly `cơ quan`.
 */
const CUT = 0.9;
const BOUND = 0.3;
/** What is written on to its end stops here, in syllables. */
const LONGEST_SUGGESTION = 10;

/** A longer run of letters is a line of a picture or a key, no word; it ends a phrase. */
const LONGEST_WORD = 40;

/** Spellings of one phrase that are told apart: small, Capital, CAPITALS, and the two places of a tone. */
const MAX_SPELLINGS = 8;

/**
 * Function words (hư từ) that make a bad suggestion where a phrase begins or ends with them. The project's own short
 * list: those that official documents use all the time and that are rarely part of a compound, so not `bằng` (công
 * bằng, bằng cấp), `từ` (từ thiện, chứng từ), `một` (một cửa), `trên` (cấp trên).
 */
const FUNCTION_WORDS = new Set(
  `và của các những cho với là ở tại do để trong theo về được đã đang sẽ mà thì nhưng hoặc cũng nếu khi vì bởi cùng này
   đó như`.split(/\s+/u),
);

/** Compounds that begin or end with one of them and may stand at the beginning or the end of a phrase. */
const COMPOUNDS = new Set(
  `trong sạch,trong sáng,trong suốt,theo dõi,cho vay,cho thuê,của cải,tại chỗ,tại ngoại,tồn tại,hiện tại,về hưu,về đích,
   tự do,lý do,nhà ở,chỗ ở,nơi ở,được mùa,là lượt,cùng cực`.split(/,\s*/u),
);

/** Whole numbers that grow: an `Int32Array` twice as long takes its place. */
class Numbers {
  values = new Int32Array(1 << 16);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }
}

/**
 * Counts of numeric keys up to 2^53, by open addressing: twelve bytes a slot, and no limit of 2^24 entries as a `Map`
 * has. A key's slot holds until the table grows.
 */
class CountTable {
  size = 0;
  keys = new Float64Array(1 << 16).fill(-1);
  values = new Int32Array(1 << 16);

  add(key: number): void {
    if (this.size * 4 > this.keys.length * 3) this.grow();
    const slot = this.slotOf(key);
    if (this.keys[slot] === -1) {
      this.keys[slot] = key;
      this.size++;
    }
    this.values[slot] = (this.values[slot] as number) + 1;
  }

  /** Where a key is, or where it would be. */
  slotOf(key: number): number {
    const last = this.keys.length - 1;
    const low = key % 0x1_0000_0000;
    const high = (key - low) / 0x1_0000_0000;
    let slot = Math.imul((low | 0) ^ Math.imul(high | 0, 0x9e37_79b1), 0x85eb_ca6b);
    slot = (slot ^ (slot >>> 15)) & last;
    while (this.keys[slot] !== key && this.keys[slot] !== -1) slot = (slot + 1) & last;
    return slot;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2).fill(-1);
    this.values = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as number;
      if (key === -1) continue;
      const slot = this.slotOf(key);
      this.keys[slot] = key;
      this.values[slot] = values[i] as number;
    }
  }
}

/** The frequent phrases of one length. A phrase is two overlapping shorter ones: `left` and `right` are their ids. */
interface Level {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly all: Int32Array;
  /** For each token the id of the phrase that begins there, -1 for none. */
  readonly at: Int32Array;
}

/** By length, from one syllable on. */
type Levels = readonly Level[];

/** A phrase that is kept: its length and its id. */
interface Kept {
  readonly syllables: number;
  readonly id: number;
}

/** A spelling of a phrase: the token where it first stood, and how often it was met. */
interface Spelling {
  readonly first: number;
  count: number;
}

/**
 * Counts the syllables and the phrases of 2 to 4 syllables of a corpus, for suggestions. A phrase holds nothing but
 * syllables and single spaces: punctuation, brackets, quotes, ends of lines and bars of tables end it. Phrases are the
 * same when their canonical form is (hoà bình = Hòa bình); occurrences may overlap.
 *
 * Left out: numbers; phrases that begin or end with a number or a function word; phrases that occur only within one
 * longer phrase that is kept (`vận khéo` in `dân vận khéo`); phrases that begin within a word or name. One that ends
 * within one is written on to its end, beyond four syllables, too (`dân vận các cơ quan`).
 *
 * Frequent phrases are found length by length, since both halves of a frequent phrase are frequent (Apriori: Agrawal
 * and Srikant, 1994). The tokens take four bytes each and four more for each length, and the places of what is kept as
 * much again; texts are expected in NFC.
 *
 * @example
 * const counter = new PhraseCounter();
 * counter.add('Công tác dân vận');
 * counter.phrases(); // only single syllables: no phrase occurs three times
 */
export class PhraseCounter {
  private readonly minCount: number;
  private readonly maxPhrases: number;
  /** For each token the id of its written form; -1 where phrases end. */
  private readonly tokens = new Numbers();
  private readonly idOfWritten = new Map<string, number>();
  private readonly written: string[] = [];
  private readonly writtenCounts = new Numbers();
  /** For each written form the id of its canonical form. */
  private readonly canonicalOf = new Numbers();
  private readonly idOfForm = new Map<string, number>();
  private readonly forms: string[] = [];

  constructor({ minCount = 3, maxPhrases = 50_000 }: PhraseOptions = {}) {
    this.minCount = minCount;
    this.maxPhrases = maxPhrases;
  }

  /** Adds a text. */
  add(text: string): void {
    let end = -1;
    for (const match of text.matchAll(SYLLABLE)) {
      const word = match[0];
      if (match.index !== end + 1 || text[end] !== ' ') this.tokens.push(-1);
      end = match.index + word.length;
      if (word.length > LONGEST_WORD) {
        this.tokens.push(-1);
        continue;
      }
      const id = this.writtenId(word);
      this.tokens.push(id);
      this.writtenCounts.values[id] = (this.writtenCounts.values[id] as number) + 1;
    }
    this.tokens.push(-1);
  }

  /** All syllables that hold a letter, and the frequent phrases; the most frequent first, then by canonical form. */
  phrases(): CountedPhrase[] {
    const levels = [this.syllableLevel()];
    while (levels.length < MAX_SYLLABLES) levels.push(this.nextLevel(levels.at(-1) as Level));
    levels[0] = { ...(levels[0] as Level), at: EMPTY }; // the spellings of syllables are counted already
    const kept = this.mostFrequent(levels, this.suggestions(levels));
    const { whole, longer } = this.mend(kept, levels);
    return [...this.singleSyllables(levels), ...this.withSpellings(whole, levels), ...longer].sort(
      byFrequency,
    );
  }

  private writtenId(word: string): number {
    const known = this.idOfWritten.get(word);
    if (known !== undefined) return known;
    const id = this.written.length;
    // A match may be a slice that keeps its whole text in memory; joined letters are a string of their own.
    const own = Array.from(word).join('');
    this.idOfWritten.set(own, id);
    this.written.push(own);
    this.writtenCounts.push(0);
    const form = canonical(own);
    let formId = this.idOfForm.get(form);
    if (formId === undefined) {
      formId = this.forms.length;
      this.idOfForm.set(form, formId);
      this.forms.push(form);
    }
    this.canonicalOf.push(formId);
    return id;
  }

  private syllableLevel(): Level {
    const { values, length } = this.tokens;
    const at = new Int32Array(length).fill(-1);
    const all = new Int32Array(this.forms.length);
    for (let i = 0; i < length; i++) {
      const token = values[i] as number;
      if (token < 0) continue;
      const form = this.canonicalOf.values[token] as number;
      at[i] = form;
      all[form] = (all[form] as number) + 1;
    }
    return { left: EMPTY, right: EMPTY, all, at };
  }

  /** The frequent phrases that are one syllable longer: of two frequent ones that overlap. */
  private nextLevel(shorter: Level): Level {
    const width = shorter.all.length;
    const from = shorter.at;
    const keyAt = (i: number) => {
      const left = from[i] as number;
      const right = left < 0 ? -1 : (from[i + 1] ?? -1);
      return right < 0 ? -1 : left * width + right;
    };
    const table = new CountTable();
    for (let i = 0; i < from.length; i++) {
      const key = keyAt(i);
      if (key >= 0) table.add(key);
    }
    const slots = new Numbers();
    table.values.forEach((count, slot) => {
      if (count >= Math.max(1, this.minCount)) slots.push(slot);
    });
    const frequent = slots.values.subarray(0, slots.length);
    const all = frequent.map((slot) => table.values[slot] as number);
    const left = frequent.map((slot) => Math.floor((table.keys[slot] as number) / width));
    const right = frequent.map((slot) => (table.keys[slot] as number) % width);
    // From here on the table holds the ids of phrases instead of their counts.
    table.values.fill(-1);
    frequent.forEach((slot, id) => {
      table.values[slot] = id;
    });
    const at = new Int32Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const key = keyAt(i);
      at[i] = key < 0 ? -1 : (table.values[table.slotOf(key)] as number);
    }
    return { left, right, all, at };
  }

  private singleSyllables([level]: Levels): CountedPhrase[] {
    const best = new Int32Array(this.forms.length).fill(-1);
    for (let id = 0; id < this.written.length; id++) {
      const form = this.canonicalOf.values[id] as number;
      const other = best[form] as number;
      if (other < 0 || this.isBetterWritten(id, other)) best[form] = id;
    }
    const found: CountedPhrase[] = [];
    this.forms.forEach((form, id) => {
      if (isNumber(form)) return;
      found.push({
        text: this.written[best[id] as number] as string,
        canonical: form,
        syllables: 1,
        count: level?.all[id] as number,
      });
    });
    return found;
  }

  private isBetterWritten(id: number, other: number): boolean {
    const { values } = this.writtenCounts;
    return isBetter(
      { text: this.written[id] as string, count: values[id] as number },
      { text: this.written[other] as string, count: values[other] as number },
    );
  }

  /** For each length and id 1 where the phrase is proposed. */
  private suggestions(levels: Levels): Uint8Array[] {
    const numbers = Uint8Array.from(this.forms, (form) => (isNumber(form) ? 1 : 0));
    const proposed = levels.map((level, n) =>
      Uint8Array.from(level.all, (_, id) =>
        n > 0 && this.isSuggestion(formsOf(levels, n, id), numbers) ? 1 : 0,
      ),
    );
    dropContained(levels, proposed);
    return proposed;
  }

  /**
   * The form of the token `at`, where it goes on with a phrase beside it: not behind punctuation, no number, no function
   * word; -1 else.
   */
  private neighbour(at: number): number {
    const token = at < 0 || at >= this.tokens.length ? -1 : (this.tokens.values[at] as number);
    if (token < 0) return -1;
    const form = this.canonicalOf.values[token] as number;
    const word = this.forms[form] as string;
    return isNumber(word) || FUNCTION_WORDS.has(word) ? -1 : form;
  }

  /** How often two forms follow each other, and each form at all: what tells that a pair is a word, not two. */
  private pairCounts(): { readonly pairs: CountTable; readonly width: number } {
    const width = this.forms.length;
    const pairs = new CountTable();
    for (let i = 0; i + 1 < this.tokens.length; i++) {
      const [left, right] = [this.tokens.values[i] as number, this.tokens.values[i + 1] as number];
      if (left < 0 || right < 0) continue;
      const [a, b] = [this.canonicalOf.values[left] as number, this.canonicalOf.values[right] as number];
      pairs.add(a * width + b);
    }
    return { pairs, width };
  }

  /**
   * Mends phrases that are cut within a word or name. One that ends there is written on to its end, as far as nearly
   * always the same follows; one that begins there is taken back, since the phrase that has its beginning is there, too.
   */
  private mend(kept: readonly Kept[], levels: Levels): { whole: Kept[]; longer: CountedPhrase[] } {
    const { pairs, width } = this.pairCounts();
    const share = (a: number, b: number, of: number) => {
      const slot = pairs.slotOf(a * width + b);
      const count = pairs.keys[slot] === -1 ? 0 : (pairs.values[slot] as number);
      return count / ((levels[0] as Level).all[of] as number);
    };
    const places = this.placesOf(kept, levels);
    const whole: Kept[] = [];
    const longer = new Map<string, CountedPhrase>();
    const known = new Set(kept.map(({ syllables, id }) => this.canonicalText(levels, syllables - 1, id)));
    kept.forEach((one, index) => {
      const { syllables } = one;
      let at = places[index] as readonly number[];
      const first = this.formAt(at[0] as number);
      const before = commonest(at.map((start) => this.neighbour(start - 1)));
      if (before.count >= at.length * CUT && share(before.value, first, first) >= BOUND) return;
      let length = syllables;
      for (; length < LONGEST_SUGGESTION; length++) {
        const last = this.formAt((at[0] as number) + length - 1);
        const behind = commonest(at.map((start) => this.neighbour(start + length)));
        if (behind.count < at.length * CUT || share(last, behind.value, last) < BOUND) break;
        at = at.filter((start) => this.neighbour(start + length) === behind.value);
      }
      if (length === syllables) whole.push(one);
      else if (at.length >= this.minCount) {
        const forms = Array.from(
          { length },
          (_, i) => this.forms[this.formAt((at[0] as number) + i)] as string,
        );
        const spellings: Spelling[] = [];
        for (const start of at) this.countSpelling(spellings, start, length);
        const canonicalText = forms.join(' ');
        if (length <= MAX_SYLLABLES && known.has(canonicalText)) return;
        longer.set(canonicalText, {
          text: this.commonest(spellings, length),
          canonical: canonicalText,
          syllables: length,
          count: at.length,
        });
      }
    });
    return { whole, longer: [...longer.values()] };
  }

  private formAt(token: number): number {
    return this.canonicalOf.values[this.tokens.values[token] as number] as number;
  }

  /** The tokens at which each phrase that is kept begins. */
  private placesOf(kept: readonly Kept[], levels: Levels): number[][] {
    const places: number[][] = kept.map(() => []);
    this.visit(kept, levels, (index, at) => places[index]?.push(at));
    return places;
  }

  /** Goes through all occurrences of what is kept. */
  private visit(kept: readonly Kept[], levels: Levels, found: (index: number, at: number) => void): void {
    const indexes = levels.map((level) => new Int32Array(level.all.length).fill(-1));
    kept.forEach(({ syllables, id }, index) => {
      (indexes[syllables - 1] as Int32Array)[id] = index;
    });
    levels.forEach(({ at }, n) => {
      const index = indexes[n] as Int32Array;
      for (let i = 0; i < at.length; i++) {
        const id = at[i] as number;
        const phrase = id < 0 ? -1 : (index[id] as number);
        if (phrase >= 0) found(phrase, i);
      }
    });
  }

  private isSuggestion(forms: readonly number[], numbers: Uint8Array): boolean {
    const at = (index: number) => forms.at(index) as number;
    if (numbers[at(0)] || numbers[at(-1)]) return false;
    const word = (index: number) => this.forms[at(index)] as string;
    if (FUNCTION_WORDS.has(word(0)) && !COMPOUNDS.has(`${word(0)} ${word(1)}`)) return false;
    return !FUNCTION_WORDS.has(word(-1)) || COMPOUNDS.has(`${word(-2)} ${word(-1)}`);
  }

  private mostFrequent(levels: Levels, proposed: readonly Uint8Array[]): Kept[] {
    const least = this.leastCount(levels, proposed);
    const above: Kept[] = [];
    const equal: (Kept & { readonly canonical: string })[] = [];
    levels.forEach((level, n) => {
      level.all.forEach((count, id) => {
        if (!proposed[n]?.[id] || count < least) return;
        if (count > least) above.push({ syllables: n + 1, id });
        else equal.push({ syllables: n + 1, id, canonical: this.canonicalText(levels, n, id) });
      });
    });
    const rest = Math.max(0, this.maxPhrases - above.length);
    return [...above, ...equal.sort((a, b) => byCodeUnits(a.canonical, b.canonical)).slice(0, rest)];
  }

  /** The count of the last phrase that is kept; 0 where all are. */
  private leastCount(levels: Levels, proposed: readonly Uint8Array[]): number {
    const counts = new Numbers();
    levels.forEach((level, n) => {
      level.all.forEach((count, id) => {
        if (proposed[n]?.[id]) counts.push(count);
      });
    });
    if (counts.length <= this.maxPhrases) return 0;
    const sorted = counts.values.subarray(0, counts.length).sort();
    return sorted[counts.length - Math.max(1, this.maxPhrases)] as number;
  }

  private canonicalText(levels: Levels, n: number, id: number): string {
    return formsOf(levels, n, id)
      .map((form) => this.forms[form] as string)
      .join(' ');
  }

  /** Goes through the tokens once more, for the spellings of what is kept only. */
  private withSpellings(kept: readonly Kept[], levels: Levels): CountedPhrase[] {
    const spellings: Spelling[][] = kept.map(() => []);
    this.visit(kept, levels, (index, at) =>
      this.countSpelling(spellings[index] as Spelling[], at, (kept[index] as Kept).syllables),
    );
    return kept.map(({ syllables, id }, index) => {
      const level = levels[syllables - 1] as Level;
      return {
        text: this.commonest(spellings[index] as Spelling[], syllables),
        canonical: this.canonicalText(levels, syllables - 1, id),
        syllables,
        count: level.all[id] as number,
      };
    });
  }

  private countSpelling(spellings: Spelling[], at: number, syllables: number): void {
    const { values } = this.tokens;
    for (const spelling of spellings) {
      let same = 0;
      while (same < syllables && values[at + same] === values[spelling.first + same]) {
        same++;
      }
      if (same === syllables) {
        spelling.count++;
        return;
      }
    }
    if (spellings.length < MAX_SPELLINGS) spellings.push({ first: at, count: 1 });
  }

  private commonest(spellings: readonly Spelling[], syllables: number): string {
    return spellings
      .map(({ first, count }) => ({ text: this.textAt(first, syllables), count }))
      .reduce((best, other) => (isBetter(other, best) ? other : best)).text;
  }

  private textAt(first: number, syllables: number): string {
    const tokens = this.tokens.values.subarray(first, first + syllables);
    return Array.from(tokens, (token) => this.written[token] as string).join(' ');
  }
}

const EMPTY = new Int32Array(0);

/** The canonical syllables of a phrase: those of its left half, and the last of its right half. */
function formsOf(levels: Levels, n: number, id: number): number[] {
  if (n === 0) return [id];
  const { left, right } = levels[n] as Level;
  return [...formsOf(levels, n - 1, left[id] as number), lastForm(levels, n - 1, right[id] as number)];
}

function lastForm(levels: Levels, n: number, id: number): number {
  return n === 0 ? id : lastForm(levels, n - 1, levels[n]?.right[id] as number);
}

/** The value that most have, and how many; -1 and 0 where none has one. */
function commonest(values: readonly number[]): { readonly value: number; readonly count: number } {
  const counts = new Map<number, number>();
  for (const value of values) if (value >= 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = { value: -1, count: 0 };
  for (const [value, count] of counts) if (count > best.count) best = { value, count };
  return best;
}

/** Takes back what occurs only within a longer phrase that is proposed: each occurrence of that holds one of it. */
function dropContained(levels: Levels, proposed: readonly Uint8Array[]): void {
  const drop = (n: number, id: number, count: number) => {
    const level = levels[n] as Level;
    if (n < 1 || level.all[id] !== count) return; // what is a part of it is at least as frequent
    (proposed[n] as Uint8Array)[id] = 0;
    dropParts(level, n, id, count);
  };
  const dropParts = (level: Level, n: number, id: number, count: number) => {
    drop(n - 1, level.left[id] as number, count);
    drop(n - 1, level.right[id] as number, count);
  };
  for (let n = levels.length - 1; n > 1; n--) {
    const level = levels[n] as Level;
    proposed[n]?.forEach((isProposed, id) => {
      if (isProposed) dropParts(level, n, id, level.all[id] as number);
    });
  }
}

function isNumber(form: string): boolean {
  return !/\p{L}/u.test(form);
}

function isBetter(
  a: { readonly text: string; readonly count: number },
  b: { readonly text: string; readonly count: number },
): boolean {
  return a.count > b.count || (a.count === b.count && capitalsOf(a.text) < capitalsOf(b.text));
}

function capitalsOf(text: string): number {
  return text.match(/\p{Lu}/gu)?.length ?? 0;
}

function byFrequency(a: CountedPhrase, b: CountedPhrase): number {
  return b.count - a.count || byCodeUnits(a.canonical, b.canonical);
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
