import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { FORMATS } from '../../src/export/index.ts';
import { randomFrom } from './mutate.ts';

/** A request that nobody means well with: its path and its parameters, as they stand in an address. */
export interface HostileQuery {
  readonly seed: number;
  /** Path and parameters, encoded; under the 16 kB that Node takes of a head. */
  readonly path: string;
  /** True for a page of people: it must be there, whatever was asked. */
  readonly isPage: boolean;
}

type Random = () => number;
const below = (random: Random, limit: number) => Math.floor(random() * limit);
const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[below(random, items.length)] as Item;

/** What the query language takes for its own, also where it makes no sense. */
const OPERATORS = [
  'OR',
  'HOẶC',
  '|',
  '-',
  '--',
  '- ',
  '(',
  ')',
  '((',
  '))',
  '-(',
  ') OR (',
  '()',
  'OR OR',
  '-()',
];
const QUOTES = ['"', '“', '”', '„', '«', '»', '""', '"“', '-"', '" "', "'", '`'];
const FIELDS = [
  'số:',
  'loại:',
  'cơquan:',
  'cơ quan :',
  'năm:',
  'nam: ',
  'chủ đề:',
  'đơnvị:',
  'number:',
  'type:',
  'issuer:',
  'year:',
  'theme:',
  'unit:',
  '-năm:',
  '-loại:',
  'năm:2021-',
  'năm:2025..2021',
  'năm:9999',
  'số:0',
  'số:28-NQ/',
  'loại:"',
  'foo:bar',
  'id:',
  'access:internal',
];
/** Characters that parsers, terminals, headers and fonts stumble over. */
const CHARACTERS = [
  '\0',
  '\u0001',
  '\u0007',
  '\b',
  '\t',
  '\n',
  '\r\n',
  '\u000b',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u0300',
  '\u0301',
  '\u0323',
  '\u031b',
  '\u0301\u0301\u0301',
  'a\u0301\u0323\u0302',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\ue000',
  '\ue123',
  '\uf8ff',
  '\ufeff',
  '\ufffd',
  '\ufffe',
  '\uffff',
  '\u{10ffff}',
  '\u{f0000}',
  '\u{e0041}',
];
const SCRIPTS = [
  '😀',
  '👨‍👩‍👧‍👦',
  '🇻🇳',
  '中国人民',
  'привет',
  'שלום',
  'مرحبا بالعالم',
  'ﷺ',
  'ไทย',
  'नमस्ते',
  '한국어',
  'İıŞş',
  'ß',
  'ﬁ',
  '½',
  '①',
  'Ⅻ',
  '٣',
  '𝒟â𝓃',
  'ð',
  'ĂẮẲ',
  'ự'.normalize('NFD'),
  '\u{1d54f}',
  '𠀀',
];
/** What means something to a program behind the portal, or in front of it. */
const CODE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  "' OR 1=1 --",
  '" OR access = internal',
  '] OR id EXISTS',
  'x\\',
  '\\"',
  '{{7*7}}',
  `$${'{7*7}'}`,
  '%00',
  '%ff',
  '%',
  '%%',
  '%u0041',
  '../../etc/passwd',
  '\r\nSet-Cookie: hostile=1',
  '\r\n\r\n<html>',
  '__proto__',
  'constructor',
  'toString',
  '=HYPERLINK("http://x")',
  '+84',
  '@SUM(1)',
  'javascript:alert(1)',
  'data:text/html,x',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '0x10',
  '9'.repeat(40),
];
const WORDS = [
  'dân',
  'vận',
  'khéo',
  'dan',
  'van',
  'công tác',
  'cua',
  'và',
  'MTTQ',
  'mặt trận tổ quốc',
  'UBND',
  'ủy ban nhân dân',
  'CT-XH',
  'HĐND',
  'TW',
  '28-NQ/TW',
  'Số 114 -KH/ĐUK',
  'nq28',
  '2023',
  'a',
  'i',
  '0',
  'thuầ n',
  'dânvận',
  'daan vaanj',
  'da6n va65n',
  'x'.repeat(300),
  'zznoibo',
];
const PIECES = [OPERATORS, QUOTES, FIELDS, CHARACTERS, SCRIPTS, CODE, WORDS] as const;

/** What a name of a parameter, of a filter or of none, may be given. */
const VALUES = [
  '',
  '0',
  '-1',
  '1',
  '2',
  '5',
  '6',
  '1.5',
  '1e3',
  '999999999',
  '1000000',
  '99999999999999999999',
  'none',
  'titles',
  'document',
  'left3',
  'right1',
  'sentence',
  '2023',
  '2023-02-31',
  '2023-02-28',
  '0000-00-00',
  '+275760-09-13',
  'newest',
  'kế hoạch',
  'internal',
  'public',
];
const PARAMETERS = [
  'tier',
  'sort',
  'page',
  'hitsPerPage',
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'department',
  'access',
  'from',
  'to',
  'count',
  'without',
  'context',
  'group',
  'column',
  'whole',
  'version',
  'counted',
  'on',
  'role',
  'recurrence',
  'status',
  'document',
  'q',
  'tpye',
  '__proto__',
  'constructor',
  'q[]',
  '',
];

const PAGES = [
  '/tim-kiem',
  '/en/search',
  '/en/mentions',
  '/ngu-canh',
  '/nhiem-vu',
  '/thong-ke',
  '/ngu-canh/chung-nhan',
  '/ngu-canh/nhieu-cum',
];
const ANSWERS = [
  '/api/documents',
  '/api/documents/tiers',
  '/api/mentions',
  '/api/mentions/count',
  '/api/mentions/certificate',
  '/api/suggestions',
  '/api/tasks',
  '/api/statistics',
  ...FORMATS.flatMap((format) => [`/api/mentions.${format}`, `/api/tasks.${format}`]),
];

/** Pages and answers that are asked most: half of all requests. */
const BUSIEST = ['/tim-kiem', '/ngu-canh', '/api/documents', '/api/mentions', '/api/suggestions'];

/** An address is cut here: a head of 16 kB is as much as Node takes. */
const LONGEST_PATH = 15_000;
/** Ten kB of text are more than any parameter takes; a few requests have them all the same. */
const LONGEST_TEXT = 10_000;
/** The longest text that the portal takes for a query. */
const LONGEST_QUERY = 2_000;

/** Pieces one behind the other, with and without spaces. */
function jumble(random: Random, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += pick(random, pick(random, PIECES)) + (random() < 0.6 ? ' ' : '');
  return text;
}

/** The same few pieces again and again: what makes a slow pattern or a deep tree show. */
function repetition(random: Random, length: number): string {
  const piece = jumble(random, 1 + below(random, 3));
  return piece.repeat(Math.ceil(length / Math.max(1, piece.length))).slice(0, length);
}

/** Any code units, so also halves of surrogate pairs. */
function noise(random: Random, length: number): string {
  const limit = pick(random, [0x80, 0x250, 0x2000, 0x10000]);
  return String.fromCharCode(...Array.from({ length }, () => below(random, limit)));
}

/** Words of the corpus that say much to the wider tiers, as many as there is room for: all required, any, none, in quotes. */
function manyWords(random: Random, length: number): string {
  const between = pick(random, [' ', ' OR ', '" "', '" OR "', ' -', ') OR (']);
  let text = between.startsWith('"') ? '"' : '';
  while (text.length < length) text += `${pick(random, WORDS)}${between}`;
  return text.slice(0, length);
}

/** The text of a query. */
export function hostileText(random: Random): string {
  const roll = random();
  if (roll < 0.55) return jumble(random, 1 + below(random, 12));
  if (roll < 0.65) return jumble(random, 40 + below(random, 60)).slice(0, LONGEST_QUERY);
  if (roll < 0.75) return repetition(random, LONGEST_QUERY);
  if (roll < 0.8) return manyWords(random, LONGEST_QUERY);
  if (roll < 0.95) return noise(random, 1 + below(random, 200));
  return repetition(random, LONGEST_TEXT);
}

/** Encoded as a browser does it; halves of surrogate pairs as the bytes that they would be, which are no UTF-8. */
function encoded(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    // an apostrophe is encoded when it is sent
    if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(character).replace("'", '%27');
    const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
    return bytes.map((byte) => `%${byte.toString(16)}`).join('');
  });
}

/** Percent signs that begin nothing: `%`, `%zz`, `%c3` alone. */
const PERCENT_JUNK = ['%', '%z', '%zz', '%c3', '%ff%fe', '%e1%ba', '%C0%80', '%ed%a0%80', '%u1ea1'];

function hostileParameter(random: Random): string {
  const name = random() < 0.9 ? pick(random, PARAMETERS) : hostileText(random).slice(0, 30);
  const value = random() < 0.7 ? pick(random, VALUES) : hostileText(random).slice(0, 300);
  return `${encoded(name)}=${encoded(value)}`;
}

/** A hostile request; its seed alone decides it. */
export function hostileQuery(seed: number): HostileQuery {
  const random = randomFrom(seed);
  // a seed and the next begin alike: the first numbers are thrown away
  for (let i = 0; i < 4; i++) random();
  const path = random() < 0.5 ? pick(random, BUSIEST) : pick(random, [...PAGES, ...ANSWERS]);
  const parameters: string[] = [];
  if (random() < 0.97) parameters.push(`q=${encoded(hostileText(random))}`);
  if (path === '/api/statistics' && random() < 0.8) parameters.push('rows=department');
  if (random() < 0.35) for (let i = below(random, 4); i >= 0; i--) parameters.push(hostileParameter(random));
  if (random() < 0.03) parameters.push(`type=${pick(random, PERCENT_JUNK)}`);
  const address = `${path}?${parameters.join('&')}`;
  // a cut must not make half of %20: that is another test
  const cut = address
    .slice(0, LONGEST_PATH)
    .replace(address.length > LONGEST_PATH ? /%[0-9a-f]?$/iu : /$^/u, '');
  return { seed, path: cut, isPage: PAGES.includes(path) };
}

type Node = DefaultTreeAdapterTypes.Node;

function* elementsOf(node: Node): Iterable<DefaultTreeAdapterTypes.Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

/**
 * What `CODE` would be in the page if it were not text there. A browser decides what is markup, not the letters: within
 * an attribute `<script>` is text. So the page is read as a browser does it.
 */
export function injectedInto(html: string): string[] {
  const faults: string[] = [];
  for (const element of elementsOf(parse(html))) {
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    const text = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
    if (element.tagName === 'script' && text.includes('alert(1)')) faults.push('a script of the query');
    for (const [name, value] of attributes) {
      if (name.startsWith('on')) faults.push(`an attribute ${name}`);
      if (
        /^(?:href|src|action)$/u.test(name) &&
        /^\s*(?:javascript|data):/iu.test(value) &&
        value.includes('alert')
      )
        faults.push(`a link that runs: ${name}`);
    }
  }
  return faults;
}

/** What the portal said to a hostile request. */
export interface HostileAnswer {
  readonly status: number;
  readonly milliseconds: number;
  /** What is wrong with the answer, whatever was asked. */
  readonly faults: readonly string[];
}

/** An address that is no UTF-8 is refused before any page is chosen; all other pages are there. */
const isReadable = (path: string) => {
  try {
    // a per cent sign that begins no escape is one
    decodeURIComponent(path.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/giu, '%25'));
    return true;
  } catch {
    return false;
  }
};

/** Asks and judges: a fault of the server, a page that is not there, something of the query that became markup or a header. */
export async function askHostile(portal: string, query: HostileQuery): Promise<HostileAnswer> {
  const started = performance.now();
  const answer = await fetch(portal + query.path, { redirect: 'manual' });
  const body = await answer.text();
  const milliseconds = performance.now() - started;
  const { status, headers } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (query.isPage && status !== (isReadable(query.path) ? 200 : 400))
    faults.push(`a page answers ${status}`);
  if (![200, 400, 404].includes(status) && status < 500)
    faults.push(`status ${status} is none that is meant`);
  if (headers.has('set-cookie')) faults.push('a cookie is set');
  const type = headers.get('content-type') ?? '';
  if (type.includes('html')) faults.push(...injectedInto(body));
  if (/zznoibo mô hình|Hoa Sen/u.test(body)) faults.push('it tells of an internal document');
  if (type.includes('json') && !type.includes('jsonl')) {
    try {
      JSON.parse(body);
    } catch {
      faults.push('no JSON');
    }
  }
  return { status, milliseconds, faults };
}
