import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OwnPortal } from '../../scripts/own-portal.ts';
import { randomFrom } from '../fuzz/mutate.ts';

/** A document of the simulated office, as its files say it. */
interface Paper {
  /** A word that no other document has. */
  readonly mark: string;
  path: string;
  number: number | null;
  /** Declared beside it instead of written in it. */
  declaredNumber: number | null;
  sentences: number;
  blankLines: number;
  state: 'public' | 'internal' | 'withdrawn';
}

const letters = (index: number) => Array.from(String(index), (digit) => 'abcdeghikl'[Number(digit)]).join('');

const textOf = ({ mark, number, sentences, blankLines }: Paper) => `ỦY BAN NHÂN DÂN
XÃ HOA SEN
${number === null ? '' : `Số: ${number}/KH-UBND                    Hoa Sen, ngày 5 tháng 4 năm 2031`}

KẾ HOẠCH
Vận động Nhân dân làm đường ở thôn ${mark}
${'\n'.repeat(blankLines)}
I. NHIỆM VỤ
${Array.from({ length: sentences }, (_, index) => `${index + 1}. Thôn ${mark} họp dân lần thứ ${index + 1}, ghi lại ý kiến về tuyến đường qua xóm ${mark}${letters(index)}.`).join('\n')}
`;

/** What a life of addresses came to. */
export interface AddressLife {
  readonly papers: number;
  readonly addresses: number;
  readonly answers: number;
  readonly faults: readonly string[];
}

interface Life {
  readonly papers: number;
  readonly runs: number;
  readonly seed: number;
  readonly onRun?: (run: number) => void;
  readonly signal?: AbortSignal;
}

/** Writes the first papers; `live` goes on with them. */
export class Office {
  readonly #draw: () => number;
  readonly #papers: Paper[] = [];
  readonly #life: Life;
  /** Addresses that the public was given, each with the document that it was given for. */
  readonly #given = new Map<string, Paper>();

  constructor(life: Life) {
    this.#life = life;
    this.#draw = randomFrom(life.seed);
  }

  async open(corpusDir: string): Promise<void> {
    await mkdir(join(corpusDir, 'documents'), { recursive: true });
    const half = Math.ceil(this.#life.papers / 2);
    for (let index = 0; index < half; index++) await this.#add(corpusDir);
  }

  /** Changes the papers run by run, and asks every address that was ever given out. */
  async live(portal: OwnPortal): Promise<AddressLife> {
    const faults: string[] = [];
    let answers = 0;
    for (let run = 1; run <= this.#life.runs; run++) {
      this.#life.signal?.throwIfAborted();
      if (run > 1) {
        await this.#change(portal.corpusDir, run);
        await portal.index();
      }
      await this.#collect(portal, faults);
      for (const [id, paper] of this.#given) {
        for (const fault of await faultsOf(portal.address, id, paper)) faults.push(`run ${run}: ${fault}`);
        answers += FORMS.length;
      }
      this.#life.onRun?.(run);
    }
    return { papers: this.#papers.length, addresses: this.#given.size, answers, faults };
  }

  async #collect({ address }: OwnPortal, faults: string[]): Promise<void> {
    const seen = new Set<string>();
    for (let page = 1; ; page++) {
      const answer = await fetch(`${address}/api/documents?hitsPerPage=100&page=${page}`);
      const { items, total } = (await answer.json()) as {
        items: { id: string; title: string }[];
        total: number;
      };
      for (const { id, title } of items) {
        seen.add(id);
        const paper = this.#papers.find(({ mark }) => title?.includes(`thôn ${mark}`));
        const before = this.#given.get(id);
        if (!paper) continue;
        if (before && before !== paper) faults.push(`${id} was given to ${before.mark} and to ${paper.mark}`);
        else this.#given.set(id, paper);
      }
      if (items.length === 0 || page * 100 >= total) break;
    }
    const open = this.#papers.filter(({ state }) => state === 'public').length;
    if (seen.size < open) faults.push(`${open} papers are public, ${seen.size} are listed`);
  }

  async #add(corpusDir: string): Promise<void> {
    const index = this.#papers.length;
    const others = this.#papers.filter(({ number }) => number !== null);
    // some bear a number that another has, some none
    const shared = this.#draw() < 0.15 ? others[Math.floor(this.#draw() * others.length)]?.number : undefined;
    const paper: Paper = {
      mark: `zz${letters(index + 1000)}`,
      path: `nam-${index % 7}/van-ban-${index}.txt`,
      number: shared ?? (this.#draw() < 0.15 ? null : index + 1),
      declaredNumber: null,
      sentences: 6 + Math.floor(this.#draw() * 8),
      blankLines: 0,
      state: this.#draw() < 0.1 ? 'internal' : 'public',
    };
    this.#papers.push(paper);
    await write(corpusDir, paper);
  }

  async #change(corpusDir: string, run: number): Promise<void> {
    const more = Math.ceil(this.#life.papers / 2 / Math.max(1, this.#life.runs - 1));
    for (let i = 0; i < more && this.#papers.length < this.#life.papers; i++) await this.#add(corpusDir);
    for (const paper of this.#papers) {
      const what = this.#draw();
      if (paper.state === 'withdrawn') {
        if (what > 0.9) await write(corpusDir, Object.assign(paper, { state: 'public' }));
      } else if (what < 0.08) {
        const path = `moi-${run}/${paper.mark}.txt`;
        await mkdir(dirname(join(corpusDir, 'documents', path)), { recursive: true });
        for (const end of ['.txt', '.yml'])
          await rename(fileOf(corpusDir, paper.path, end), fileOf(corpusDir, path, end));
        paper.path = path;
      } else if (what < 0.16)
        await write(
          corpusDir,
          Object.assign(paper, { number: 500 + run * 7 + Math.floor(this.#draw() * 20) }),
        );
      else if (what < 0.22)
        await write(corpusDir, Object.assign(paper, { declaredNumber: 900 + Math.floor(this.#draw() * 60) }));
      else if (what < 0.28)
        await write(corpusDir, Object.assign(paper, { blankLines: paper.blankLines + 1 }));
      else if (what < 0.33) await write(corpusDir, Object.assign(paper, { sentences: paper.sentences + 1 }));
      else if (what < 0.38) {
        paper.state = 'withdrawn';
        for (const end of ['.txt', '.yml']) await rm(fileOf(corpusDir, paper.path, end));
      } else if (what < 0.44)
        await write(
          corpusDir,
          Object.assign(paper, { state: paper.state === 'public' ? 'internal' : 'public' }),
        );
    }
  }
}

const fileOf = (corpusDir: string, path: string, end: string) =>
  join(corpusDir, 'documents', path.replace(/\.txt$/u, end));

async function write(corpusDir: string, paper: Paper): Promise<void> {
  await mkdir(dirname(fileOf(corpusDir, paper.path, '')), { recursive: true });
  await writeFile(fileOf(corpusDir, paper.path, '.txt'), textOf(paper));
  const declared = paper.declaredNumber === null ? '' : `number: ${paper.declaredNumber}\n`;
  await writeFile(fileOf(corpusDir, paper.path, '.yml'), `access: ${paper.state}\n${declared}`);
}

/** The forms under which an address is asked for. */
const FORMS = [
  (id: string) => `/van-ban/${id}`,
  (id: string) => `/en/documents/${id}`,
  (id: string) => `/api/documents/${id}`,
  (id: string) => `/api/documents/${id}.txt`,
  (id: string) => `/api/documents/${id}/original`,
] as const;

/** What is wrong with the answers at an address: another document, or none though its own is there. */
async function faultsOf(address: string, id: string, { mark, state }: Paper): Promise<string[]> {
  const faults: string[] = [];
  for (const form of FORMS) {
    const answer = await fetch(address + form(id));
    const text = await answer.text();
    const said = `${form(id)} answers ${answer.status}`;
    if (state === 'public' && (answer.status !== 200 || !text.includes(mark)))
      faults.push(`${said} for ${mark}, which is public`);
    if (state !== 'public' && answer.status !== 410) faults.push(`${said} for ${mark}, which is ${state}`);
    if (state !== 'public' && text.includes(mark))
      faults.push(`${form(id)} tells of ${mark}, which is ${state}`);
  }
  return faults;
}
