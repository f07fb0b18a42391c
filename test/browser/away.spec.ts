import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { prepareEnginePaths } from '../../src/engine/server/data-folder.ts';
import { findFreePort } from '../../src/engine/server/free-port.ts';
import { readState } from '../../src/engine/server/state.ts';

/** The line to the engine, which can be cut and mended. */
class Line {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #target = new URL('http://127.0.0.1');

  async lay(engineUrl: string): Promise<string> {
    this.#target = new URL(engineUrl);
    await this.mend();
    return `http://127.0.0.1:${this.#port}`;
  }

  async mend(): Promise<void> {
    const server = createServer((from) => {
      const to = connect(Number(this.#target.port), this.#target.hostname);
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => this.#sockets.delete(one));
      }
    });
    this.#server = server;
    await new Promise<void>((done) => server.listen(this.#port, '127.0.0.1', done));
    this.#port = (server.address() as { port: number }).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((done) => this.#server?.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

const line = new Line();
let portal: OwnPortal;

test.beforeAll(async () => {
  portal = await startOwnPortal(
    (folder) => cp(join(import.meta.dirname, '../../corpus'), folder, { recursive: true }),
    { by: (engineUrl) => line.lay(engineUrl) },
  );
});

test.afterAll(async () => {
  await line.cut();
  await portal.stop();
});

test('while the engine is away the pages say so in their language, and come back by themselves', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const vi = await browser.newPage();
  const en = await browser.newPage();
  await vi.goto(`${portal.address}/tim-kiem`);
  await line.cut();
  // what is on the page stays, and says that it is old
  await vi.getByRole('combobox').fill('dân vận');
  await expect(vi.getByRole('alert')).toHaveText(/^Chưa lấy được kết quả/u);
  await expect(vi.getByRole('heading', { name: '5 văn bản' })).toBeVisible();
  for (const [page, path, title] of [
    [vi, '/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o', 'Máy tìm kiếm tạm thời không trả lời'],
    [en, '/en/mentions?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o', 'The search engine does not answer at the moment'],
  ] as const) {
    const answer = await page.goto(portal.address + path);
    expect(answer?.status()).toBe(503);
    expect(answer?.headers()).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' });
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.locator('main a.answer')).toHaveAttribute('href', path);
  }
  expect(await en.locator('html').getAttribute('lang')).toBe('en');
  expect((await vi.request.get(`${portal.address}/api/documents`)).status()).toBe(503);
  // what needs nothing of it goes on
  expect((await vi.request.get(`${portal.address}/da-luu`)).status()).toBe(200);
  await line.mend();
  await expect(vi.getByText('9 lần xuất hiện · 8 đoạn · 3 văn bản')).toBeVisible({ timeout: 30_000 });
  await expect(en.getByText('9 mentions · 8 blocks · 3 documents')).toBeVisible({ timeout: 30_000 });
});

test('an engine that is killed is started again where it was, and the portal goes on', async ({ page }) => {
  test.setTimeout(120_000);
  const dataDir = await mkdtemp(join(tmpdir(), 'vanthu-away-'));
  const port = await findFreePort();
  const supervisor = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port) },
    stdio: 'ignore',
  });
  const address = `http://127.0.0.1:${port}/tim-kiem`;
  const answers = () =>
    fetch(address).then(
      ({ status }) => status,
      () => 0,
    );
  try {
    await expect.poll(answers, { timeout: 60_000 }).toBe(200);
    await page.goto(address);
    const before = readState(prepareEnginePaths(dataDir).state);
    process.kill(before?.pid ?? 0, 'SIGKILL');
    await expect
      .poll(() => readState(prepareEnginePaths(dataDir).state)?.pid, { timeout: 30_000 })
      .not.toBe(before?.pid);
    await expect.poll(answers, { timeout: 30_000 }).toBe(200);
    expect(readState(prepareEnginePaths(dataDir).state)?.url).toBe(before?.url);
    await page.reload();
    await expect(page.getByRole('heading', { name: '5 văn bản' })).toBeVisible();
    expect(supervisor.exitCode).toBeNull();
  } finally {
    supervisor.kill('SIGTERM');
    await once(supervisor, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  }
});
