/** A sequence of numbers in [0, 1) that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const below = (random: Random, limit: number) => Math.floor(random() * limit);
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function onLines(bytes: Uint8Array, change: (lines: string[]) => string[]): Uint8Array {
  return encode(change(decode(bytes).split('\n')).join('\n'));
}

/** What is common in damaged files, and what patterns stumble over. */
const NOISE = [
  '|',
  '| ',
  '**',
  '# ',
  '- ',
  '(',
  ')',
  '“',
  '”',
  '^^',
  '\t',
  '   ',
  '\u0323',
  '\u0301',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '<table>',
  '<sup>1</sup>',
  'Điều 1',
  'I. ',
  '1. ',
  'a) ',
  '(1) ',
  'PHỤ LỤC',
  'Nơi nhận:',
  'TM. ',
  'Số: 1/KH-UBND',
  'ngày 31/02/2025',
  'Chủ trì:',
  'Quý IV/',
  '100%',
  '…………',
  '--------',
  '\r',
  '\u0000',
  '\ud800',
  '😀',
];

/** Ways in which a file is damaged. */
const MUTATIONS: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  // cut at one end or both
  (bytes, random) => {
    const from = below(random, bytes.length);
    return random() < 0.5 ? bytes.subarray(from) : bytes.subarray(0, from);
  },
  // lines shuffled
  (bytes, random) =>
    onLines(bytes, (lines) => {
      for (let i = lines.length - 1; i > 0; i--) {
        const j = below(random, i + 1);
        [lines[i], lines[j]] = [lines[j] as string, lines[i] as string];
      }
      return lines;
    }),
  // lines doubled, lines lost
  (bytes, random) =>
    onLines(bytes, (lines) => lines.flatMap((line) => (random() < 0.1 ? [line, line] : line))),
  (bytes, random) => onLines(bytes, (lines) => lines.filter(() => random() > 0.15)),
  // all line ends lost, or one behind every word
  (bytes, random) =>
    onLines(bytes, (lines) => (random() < 0.5 ? [lines.join(' ')] : lines.join(' ').split(' '))),
  // the text several times over
  (bytes, random) => {
    const times = 2 + below(random, 3);
    return encode(decode(bytes).repeat(times));
  },
  // marks apart, lost, or one letter late
  (bytes) => encode(decode(bytes).normalize('NFD')),
  (bytes, random) =>
    encode(
      decode(bytes)
        .normalize('NFD')
        .replace(/\p{M}/gu, (mark) => (random() < 0.1 ? '' : mark)),
    ),
  (bytes, random) =>
    encode(
      decode(bytes)
        .normalize('NFD')
        .replace(/(\p{M}+)(\p{L})/gu, (all, marks, letter) => (random() < 0.1 ? letter + marks : all)),
    ),
  (bytes, random) =>
    encode(decode(bytes).replace(/(\p{L})(\p{L})/gu, (all, a, b) => (random() < 0.03 ? `${a} ${b}` : all))),
  // capitals
  (bytes) => encode(decode(bytes).toUpperCase()),
  // noise between the lines and within them
  (bytes, random) =>
    onLines(bytes, (lines) =>
      lines.map((line) => {
        if (random() > 0.15) return line;
        const noise = (NOISE[below(random, NOISE.length)] as string).repeat(1 + below(random, 4));
        const at = below(random, line.length + 1);
        return line.slice(0, at) + noise + line.slice(at);
      }),
    ),
  // one thing without end
  (bytes, random) => {
    const text = decode(bytes);
    const at = below(random, text.length + 1);
    return encode(
      text.slice(0, at) +
        (NOISE[below(random, NOISE.length)] as string).repeat(1 + below(random, 20_000)) +
        text.slice(at),
    );
  },
  // random bytes spliced in
  (bytes, random) => {
    const at = below(random, bytes.length + 1);
    const spliced = Uint8Array.from({ length: 1 + below(random, 200) }, () => below(random, 256));
    return Uint8Array.from([
      ...bytes.subarray(0, at),
      ...spliced,
      ...bytes.subarray(at + below(random, 200)),
    ]);
  },
  // another encoding
  (bytes, random) => {
    const text = decode(bytes);
    const units = new Uint16Array(text.length + 1);
    units[0] = 0xfeff;
    for (let i = 0; i < text.length; i++) units[i + 1] = text.charCodeAt(i);
    const encoded = new Uint8Array(units.buffer);
    return random() < 0.8 ? encoded : encoded.subarray(0, encoded.length - 1);
  },
  // as a page
  (bytes) =>
    encode(
      `<html><body>${decode(bytes)
        .split('\n')
        .map((line) => `<p>${line}</p>`)
        .join('')}<table><tr><td>1<td>2`,
    ),
];

/** Damage to a file of another kind: a text would be another text, a Word file or a PDF is mostly none any more. */
const CONTAINER_MUTATIONS: typeof MUTATIONS = [
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => {
    const damaged = Uint8Array.from(bytes);
    for (let times = 1 + below(random, 40); times > 0; times--)
      damaged[below(random, damaged.length)] = below(random, 256);
    return damaged;
  },
  (bytes, random) => {
    const at = below(random, bytes.length);
    const end = at + below(random, 400);
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(end)]);
  },
];

/** True for Word and PDF, which are read in a process of their own. */
export const isContainer = (bytes: Uint8Array) =>
  /^(?:%PDF|PK|\u00d0\u00cf)/u.test(String.fromCharCode(...bytes.subarray(0, 4)));

/** One to three mutations of a file, decided by `random`. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutant = bytes;
  const mutations = isContainer(bytes) ? CONTAINER_MUTATIONS : MUTATIONS;
  for (let times = 1 + below(random, 3); times > 0; times--)
    mutant = (mutations[below(random, mutations.length)] as (typeof MUTATIONS)[number])(mutant, random);
  return mutant;
}
