/**
 * What the public can learn of internal documents: nothing. Two portals are asked the same; one has internal documents
 * with words, agencies, themes, numbers and years that are found nowhere else. Every answer has to be the same byte for
 * byte, but for the time at which it was made and the headers of caches.
 */
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { type Asked, drawing, requestsTo, routesOfTheServer } from './requests.ts';
import { SHOWN, UNSHOWN } from './revealing-files.ts';
import { ONLY_INTERNAL, postForm, signedIn, startTwinPortals, type TwinPortals } from './twin-portals.ts';

const PER_ROUTE = 46;
const SEED = 20_261_122;

let portals: TwinPortals;
let requests: Asked[];
/** One that anybody may see. */
let snapshotId: string;

beforeAll(async () => {
  portals = await startTwinPortals();
  const { items } = (await (await fetch(`${portals.twin.address}/api/documents`)).json()) as {
    items: { id: string }[];
  };
  const snapshotIds = [await snapshotOf(portals.twin.address), await snapshotOf(portals.mixed.address)];
  const internal = await signedIn(portals.mixed.address);
  const hidden = await snapshotOf(portals.mixed.address, { cookie: internal });
  expect(snapshotIds[0]).toBe(snapshotIds[1]);
  expect(hidden).not.toBe(snapshotIds[0]);
  snapshotId = snapshotIds[0] as string;
  requests = requestsTo(
    await routesOfTheServer(),
    {
      internalIds: portals.internalIds,
      publicIds: items.map(({ id }) => id),
      snapshotIds: [...new Set([...snapshotIds, hidden])],
      versions: [await versionOf({}), await versionOf({ cookie: internal }), '0123456789abcdef'],
    },
    PER_ROUTE,
    SEED,
  );
});
afterAll(() => portals?.stop());

async function versionOf(headers: Record<string, string>): Promise<string> {
  const answer = await fetch(`${portals.mixed.address}/health`, { headers });
  return ((await answer.json()) as { indexVersion: string }).indexVersion;
}

async function snapshotOf(portal: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await postForm(`${portal}/api/snapshots`, { year: '2024' }, headers);
  return (answer.headers.get('location') ?? '').split('/').at(-1) ?? '';
}

/** Times at which an answer was made: ISO instants, and as pages write them. */
const TIMES =
  /\d{4}-\d\d-\d\d[T ]\d\d(?::|%3A)\d\d(?:(?::|%3A)\d\d(?:\.\d+)?)?Z?|\d\d:\d\d(?::\d\d)?,? (?:ngày )?\d{1,2}[/ ][\p{L}\d]+[/ ]\d{4}|\d{1,2} \p{L}+ \d{4}(?:,| at) \d\d:\d\d|\d{8}T\d{6}Z/gu;

/** Headers that say when, or what caches are to do. */
const UNCOMPARED = new Set([
  'date',
  'etag',
  'x-answer',
  'cache-control',
  'vary',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
]);

interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

async function answerOf(
  portal: string,
  { path, form, head }: Asked,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = form
    ? await postForm(portal + path, form, headers)
    : await fetch(portal + path, { redirect: 'manual', headers, ...(head && { method: 'HEAD' }) });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    headers: [...answer.headers]
      .filter(([name]) => !UNCOMPARED.has(name))
      .map(([name, value]) => `${name}: ${value}`)
      .sort(),
    body: (await textOf(bytes)).replace(TIMES, 'TIME'),
  };
}

/** What a body says; of an archive (xlsx, docx), every file of it. */
async function textOf(bytes: Uint8Array): Promise<string> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return new TextDecoder().decode(bytes);
  const archive = await JSZip.loadAsync(bytes);
  const files = Object.values(archive.files).sort((a, b) => (a.name < b.name ? -1 : 1));
  return (await Promise.all(files.map(async (file) => `${file.name}\n${await file.async('string')}`))).join(
    '\n',
  );
}

/** What only internal documents say, in any case of letters. */
const SECRETS = [ONLY_INTERNAL.word, 'zzkín', 'hoa súng', '4712', 'noi-bo/'];

/** The words that public files hide and an answer has, where the request didn't bring them itself. */
function unshownIn({ path, form }: Asked, answer: string): string[] {
  const asked = `${decodeURIComponent(path.replaceAll('+', ' '))} ${JSON.stringify(form ?? {})}`;
  const said = answer.normalize('NFC').toLowerCase();
  return UNSHOWN.filter((word) => !asked.includes('qq') && said.includes(word)).map(
    (word) => `${path}: ${word}`,
  );
}

/** Asks both the same, some at once, and tells where they differ. */
async function differences(
  asked: readonly Asked[],
  headers: Record<string, string> = {},
  note: (one: Asked, answer: Answer) => void = () => {},
): Promise<string[]> {
  const found: string[] = [];
  const left = [...asked];
  const worker = async () => {
    for (let one = left.pop(); one; one = left.pop()) {
      const [mixed, twin] = await Promise.all([
        answerOf(portals.mixed.address, one, headers),
        answerOf(portals.twin.address, one, headers),
      ]);
      if (mixed.status === 429) throw new Error('A limit was reached: nothing was compared.');
      note(one, mixed);
      const name = `${one.form ? 'POST ' : one.head ? 'HEAD ' : ''}${one.path} ${one.form ? JSON.stringify(one.form) : ''}`;
      // the page of a fault is a page, too
      if (mixed.status >= 500 && !one.path.startsWith('/500')) found.push(`${name}: ${mixed.status}`);
      if (mixed.status !== twin.status) found.push(`${name}: ${mixed.status}, twin ${twin.status}`);
      else if (mixed.headers.join('\n') !== twin.headers.join('\n'))
        found.push(`${name}: headers ${mixed.headers.join('; ')}, twin ${twin.headers.join('; ')}`);
      else if (mixed.body !== twin.body) found.push(`${name}: ${firstDifference(mixed.body, twin.body)}`);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return found;
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at] && at < a.length) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `${around(a)} against ${around(b)}`;
}

describe('the public', () => {
  test('is answered as by a portal without internal documents, on every route', {
    timeout: 600_000,
  }, async () => {
    const routes = await routesOfTheServer();
    expect(routes.length).toBeGreaterThan(40);
    expect(requests.length).toBeGreaterThanOrEqual(2_000);
    /** How many of the answers were found, by the beginning of their paths. */
    const answered = new Map<string, { all: number; found: number }>();
    const unshown: string[] = [];
    const found = await differences(requests, {}, (one, { status, headers, body }) => {
      const { path } = one;
      unshown.push(...unshownIn(one, `${headers.join('\n')}\n${body}`));
      const place = path.split('?')[0]?.replace(/[^/]*\d[^/]*/gu, 'N') ?? '';
      const { all, found: ok } = answered.get(place) ?? { all: 0, found: 0 };
      answered.set(place, { all: all + 1, found: ok + ([200, 303, 307, 308].includes(status) ? 1 : 0) });
    });
    const reached = [...answered.values()].reduce((sum, { found: ok }) => sum + ok, 0);
    expect(found.slice(0, 20)).toEqual([]);
    expect(unshown.slice(0, 20)).toEqual([]);
    // what is refused before anything is looked for compares little: most requests have to reach something
    const vain = [...answered]
      .filter(([, { all, found: ok }]) => all >= 20 && ok === 0)
      .map(([place]) => place);
    expect(
      vain.filter(
        (place) => !/^\/(?:404|500|api\/khong-co|dang-nhap\/|quan-tri|xin-cho|doan|en\/passage)/u.test(place),
      ),
    ).toEqual([]);
    expect(reached / requests.length).toBeGreaterThan(0.6);
    console.log(
      `${requests.length} requests to ${routes.length} routes, ${reached} of them answered with something: ${found.length} answers differ.`,
    );
  });

  test('those who signed in see what it does not', async () => {
    const cookie = await signedIn(portals.mixed.address);
    const answer = await answerOf(
      portals.mixed.address,
      { path: `/tim-kiem?q=${ONLY_INTERNAL.word}` },
      { cookie },
    );
    expect(answer.body).toContain(ONLY_INTERNAL.agency);
    const page = await answerOf(
      portals.mixed.address,
      { path: `/van-ban/${portals.internalIds[0]}` },
      { cookie },
    );
    expect(page.status).toBe(200);
    expect(page.body).toContain('Nội bộ');
  });
});

describe('a cookie that is good for nothing', () => {
  /** A part of the requests, those to documents among them. */
  const some = () => requests.filter(({ path, form }, i) => !form && (i % 9 === 0 || path.includes('zz')));

  test('one whose owner signed out is the public', { timeout: 300_000 }, async () => {
    const cookie = await signedIn(portals.mixed.address);
    const before = await answerOf(
      portals.mixed.address,
      { path: `/tim-kiem?q=${ONLY_INTERNAL.word}` },
      { cookie },
    );
    expect(before.body).toContain(ONLY_INTERNAL.agency);
    await postForm(`${portals.mixed.address}/tai-khoan`, { action: 'sign-out' }, { cookie });
    expect(await differences(some(), { cookie })).toEqual([]);
  });

  test('one of a disabled account is the public, at once', { timeout: 300_000 }, async () => {
    const accounts = await openAccounts({
      dataDir: portals.mixed.dataDir,
      portalUrl: 'http://localhost:4321',
    });
    const office = accountOffice(accounts);
    const account = { username: 'tam-thoi', password: 'mot mat khau dai 1' };
    await office.add({ ...account, name: 'Tạm thời', role: 'reader' });
    const cookie = await signedIn(portals.mixed.address, account);
    await office.disable('tam-thoi');
    expect(await differences(some(), { cookie })).toEqual([]);
    expect((await postForm(`${portals.mixed.address}/dang-nhap`, account)).status).toBe(401);
    accounts.close();
  });

  test('one whose time is over is the public', { timeout: 300_000 }, async () => {
    const cookie = await signedIn(portals.mixed.address);
    const accounts = await openAccounts({
      dataDir: portals.mixed.dataDir,
      portalUrl: 'http://localhost:4321',
    });
    const { internalAdapter } = await accounts.auth.$context;
    const token = decodeURIComponent(/session_token=([^;]+)/u.exec(cookie)?.[1] ?? '').split(
      '.',
    )[0] as string;
    await internalAdapter.updateSession(token, { expiresAt: new Date(Date.now() - 1_000) });
    accounts.close();
    expect(await differences(some(), { cookie })).toEqual([]);
  });

  test('one of another portal, or a made-up one, is the public', { timeout: 300_000 }, async () => {
    const foreign = await signedIn(portals.twin.address);
    // the twin knows its own cookie, so that only the first is asked with it
    for (const cookie of [foreign, foreign.replace(/=.*/u, '=x.y'), 'vanthu.session_token=']) {
      for (const one of some().slice(0, 60)) {
        const { status, body } = await answerOf(portals.mixed.address, one, { cookie });
        const twin = await answerOf(portals.twin.address, one);
        expect({ path: one.path, status, body }).toEqual({
          path: one.path,
          status: twin.status,
          body: twin.body,
        });
      }
    }
  });
});

describe('public files that say more than their documents', () => {
  let ids: string[];
  beforeAll(async () => {
    const found = await apiOf<{ items: { id: string }[] }>(
      `/api/documents?q=${encodeURIComponent(`"${SHOWN}"`)}`,
    );
    ids = found.items.map(({ id }) => id);
    expect(ids).toHaveLength(2);
  });

  const apiOf = async <Body>(path: string): Promise<Body> =>
    (await (await fetch(portals.mixed.address + path)).json()) as Body;

  test('their documents are found by what they show, and by nothing else', async () => {
    for (const word of UNSHOWN) {
      for (const query of [word, `"${word}"`]) {
        const path = `/api/documents?q=${encodeURIComponent(query)}`;
        const { items } = await apiOf<{ items: { id: string }[] }>(path);
        expect(
          items.filter(({ id }) => ids.includes(id)),
          path,
        ).toEqual([]);
      }
      const path = `/api/mentions?q=${encodeURIComponent(`"${word}"`)}&tier=1`;
      expect((await apiOf<{ items: unknown[] }>(path)).items, path).toEqual([]);
    }
  });

  test('no route says what they hide, in any format', { timeout: 120_000 }, async () => {
    const routes = (await routesOfTheServer()).filter(({ pattern }) => pattern.includes('[id]'));
    for (const id of ids)
      for (const { pattern } of routes)
        for (const format of pattern.includes('[format]') ? ['txt', 'docx', 'xml', 'jsonld'] : ['']) {
          const path = pattern.replace('[id]', id).replace('[format]', format);
          const { body, headers } = await answerOf(portals.mixed.address, { path });
          expect(unshownIn({ path }, `${headers.join('\n')}\n${body}`)).toEqual([]);
        }
    for (const id of ids) {
      const { status, body } = await answerOf(portals.mixed.address, { path: `/api/documents/${id}.txt` });
      expect(status).toBe(200);
      expect(body).toContain(SHOWN);
    }
  });

  test('the file itself is for those who signed in; a page says so, in both languages', async () => {
    const cookie = await signedIn(portals.mixed.address);
    for (const id of ids) {
      const path = `/api/documents/${id}/original`;
      expect((await answerOf(portals.mixed.address, { path })).status).toBe(403);
      const { status, body } = await answerOf(portals.mixed.address, { path }, { cookie });
      expect(status).toBe(200);
      expect(body).toContain(UNSHOWN[0]);
      for (const [page, sentence] of [
        [`/van-ban/${id}`, 'Bản gốc không được cung cấp'],
        [`/en/documents/${id}`, 'The original file is not offered'],
      ] as const) {
        const open = await answerOf(portals.mixed.address, { path: page });
        expect(open.body).toContain(sentence);
        expect(open.body).not.toContain(path);
        const staff = await answerOf(portals.mixed.address, { path: page }, { cookie });
        expect(staff.body).not.toContain(sentence);
        expect(staff.body).toContain(path);
      }
    }
  });
});

describe('forbidden and unknown', () => {
  test('are the same answer, whatever a document is asked for', async () => {
    const unknownId = 'kh-1-zz-khong-co';
    for (const forbidden of portals.internalIds)
      for (const around of [
        (id: string) => `/doan?document=${id}&from=10&to=40`,
        (id: string) => `/en/passage?document=${id}&from=10&to=40`,
        (id: string) => `/nhiem-vu?document=${id}`,
        (id: string) => `/api/tasks?document=${id}`,
        (id: string) => `/api/board?document=${id}`,
        (id: string) => `/thong-ke/anh-chup/${snapshotId}?document=${id}`,
      ]) {
        const [one, other] = await Promise.all(
          [forbidden, unknownId].map((id) => answerOf(portals.mixed.address, { path: around(id) })),
        );
        expect(one?.status, around(forbidden)).toBe(other?.status);
        expect(one?.body.replaceAll(forbidden, 'ID'), around(forbidden)).toBe(
          other?.body.replaceAll(unknownId, 'ID'),
        );
      }
    for (const pattern of ['/van-ban/', '/en/documents/', '/api/documents/']) {
      for (const end of pattern.startsWith('/api')
        ? ['', '.txt', '.xml', '.docx', '.jsonld', '/original']
        : ['']) {
        const unknown = 'kh-1-zz-khong-co';
        const [forbidden, none] = await Promise.all(
          [portals.internalIds[0] as string, unknown].map((id) =>
            answerOf(portals.mixed.address, { path: `${pattern}${id}${end}` }),
          ),
        );
        expect(forbidden?.status).toBe(404);
        const named = (text = '') =>
          text.replaceAll(portals.internalIds[0] as string, 'ID').replaceAll(unknown, 'ID');
        expect(named(forbidden?.body)).toBe(named(none?.body));
      }
    }
  });

  /**
   * Stated test: Wilcoxon's signed-rank test over 200 pairs, each the medians of five requests for a forbidden and for an
   * unknown id of the same length, in an order that is drawn. Stated threshold: |z| < 3.89, which a portal that makes no
   * difference crosses once in 10,000 runs.
   */
  test('take the same time', { timeout: 300_000 }, async () => {
    const draw = drawing(SEED + 1);
    const median = (values: number[]) =>
      values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
    const timeOf = async (id: string) => {
      const started = performance.now();
      await (await fetch(`${portals.mixed.address}/api/documents/${id}`)).arrayBuffer();
      return performance.now() - started;
    };
    const gaps: number[] = [];
    for (let pair = 0; pair < 200; pair++) {
      const forbidden = portals.internalIds[pair % portals.internalIds.length] as string;
      const unknown = forbidden
        .replace(/[a-z]$|.$/u, (last) => (last === 'q' ? 'w' : 'q'))
        .replace(/^./u, 'q');
      const times: Record<'forbidden' | 'unknown', number[]> = { forbidden: [], unknown: [] };
      for (let round = 0; round < 5; round++) {
        const order =
          draw() < 0.5 ? (['forbidden', 'unknown'] as const) : (['unknown', 'forbidden'] as const);
        for (const which of order)
          times[which].push(await timeOf(which === 'forbidden' ? forbidden : unknown));
      }
      gaps.push(median(times.forbidden) - median(times.unknown));
    }
    const z = signedRank(gaps);
    console.log(`200 pairs: z = ${z.toFixed(2)}, median gap ${(median([...gaps]) * 1000).toFixed(0)} µs.`);
    expect(Math.abs(z)).toBeLessThan(3.89);
  });
});

/** The standard score of Wilcoxon's signed-rank statistic, by its normal approximation. */
function signedRank(gaps: readonly number[]): number {
  const ranked = gaps.filter((gap) => gap !== 0).sort((a, b) => Math.abs(a) - Math.abs(b));
  const n = ranked.length;
  const sum = ranked.reduce((total, gap, i) => total + (gap > 0 ? i + 1 : 0), 0);
  return (sum - (n * (n + 1)) / 4) / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
}

describe('no answer to the public', () => {
  test('has a word of an internal document that was not asked for', { timeout: 300_000 }, async () => {
    for (const { path } of requests.filter(({ form }, i) => !form && i % 11 === 0)) {
      if (
        SECRETS.some((secret) => decodeURIComponent(path.replaceAll('+', ' ')).toLowerCase().includes(secret))
      )
        continue;
      const { body } = await answerOf(portals.mixed.address, { path });
      const asked = decodeURIComponent(path.replaceAll('+', ' ')).toLowerCase();
      for (const secret of SECRETS)
        if (!asked.includes(secret.slice(0, 4))) expect(body.toLowerCase(), path).not.toContain(secret);
    }
  });
});
