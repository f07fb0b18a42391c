import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { orderDate } from '../../src/record/order-date.ts';

const FIRST = new Date('2031-01-02T03:04:05Z');
const SECOND = new Date('2031-02-03T04:05:06Z');

let portal: OwnPortal;
let now = FIRST;

const plan = (mark: string) =>
  `KẾ HOẠCH\nVận động Nhân dân ở thôn ${mark}\n\nI. NHIỆM VỤ\n1. Thôn ${mark} họp dân.\n`;

async function put(corpusDir: string, mark: string, facts: string): Promise<void> {
  await mkdir(join(corpusDir, 'documents'), { recursive: true });
  await writeFile(join(corpusDir, `documents/${mark}.txt`), plan(mark));
  await writeFile(join(corpusDir, `documents/${mark}.yml`), `access: public\n${facts}\n`);
}

beforeAll(async () => {
  portal = await startOwnPortal(
    async (corpusDir) => {
      await put(corpusDir, 'zzba', 'issuedOn: 2023-12-30');
      await put(corpusDir, 'zzkhongngay', 'subjectYear: 2024');
      await put(corpusDir, 'zztu', 'issuedOn: 2024-02-01');
      await put(corpusDir, 'zzkhongbiet', 'note: Chưa rõ năm.');
    },
    { now: () => now },
  );
});
afterAll(() => portal?.stop());

const marksOf = async (query: string) => {
  const answer = await fetch(`${portal.address}/api/documents?${query}`);
  const { items } = (await answer.json()) as { items: { title: string }[] };
  return items.map(({ title }) => /zz\w+/u.exec(title)?.[0]);
};
const feed = async () => {
  const text = await (await fetch(`${portal.address}/tim-kiem.atom`)).text();
  return [...text.matchAll(/<entry>[\s\S]*?<\/entry>/gu)].map(([entry]) => ({
    mark: /zz\w+/u.exec(entry)?.[0],
    updated: /<updated>([^<]+)/u.exec(entry)?.[1],
  }));
};

describe('older and newer', () => {
  test('the year of a plan stands in for its day, before all days of the year', async () => {
    expect(orderDate({ issuedOn: null, subjectYear: 2024 })).toBe('2024');
    expect(await marksOf('sort=newest')).toEqual(['zztu', 'zzkhongngay', 'zzba', 'zzkhongbiet']);
    expect(await marksOf('sort=oldest')).toEqual(['zzba', 'zzkhongngay', 'zztu', 'zzkhongbiet']);
  });

  test('a list says that the year stands in', async () => {
    const page = await (await fetch(`${portal.address}/tim-kiem?sort=newest`)).text();
    expect(page).toContain('không rõ ngày ban hành, xếp theo năm 2024');
  });

  test('a feed is in the order of entry, and an entry keeps its time', async () => {
    const before = await feed();
    expect(before.map(({ updated }) => updated)).toEqual(Array(4).fill(FIRST.toISOString()));
    now = SECOND;
    await put(portal.corpusDir, 'zzcu', 'issuedOn: 2019-05-06');
    await portal.index();
    await expect.poll(async () => (await feed())[0]).toEqual({ mark: 'zzcu', updated: SECOND.toISOString() });
    expect((await feed()).slice(1)).toEqual(before);
  });
});
