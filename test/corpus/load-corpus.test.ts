import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { declarationBeside, loadDeclaredFacts } from '../../src/corpus/load-declared-facts.ts';

const CORPUS = join(import.meta.dirname, '../../corpus');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-corpus-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const paths = async (dir: string) => (await loadCorpus(dir)).entries.map(({ path }) => path);

describe('loadCorpus', () => {
  test("the project's own corpus: five documents, all declared public, vocabularies that fit", async () => {
    const { entries, vocabularies, defaultAccess } = await loadCorpus(CORPUS);
    expect(entries).toHaveLength(5);
    expect(defaultAccess).toBe('internal');
    for (const { declarationPath } of entries)
      expect((await loadDeclaredFacts(declarationPath)).access).toBe('public');
    expect(vocabularies.themes.length).toBeGreaterThan(15);
  });

  test('a folder without documents/ is itself the documents; hidden files, links and declarations are none', async () => {
    await mkdir(join(folder, 'tinh'));
    await writeFile(join(folder, 'tinh/a.txt'), 'a');
    await writeFile(join(folder, 'tinh/a.yml'), 'access: public');
    await writeFile(join(folder, '.an.txt'), 'x');
    await symlink('/etc/hostname', join(folder, 'lien-ket.txt'));
    await writeFile(join(folder, 'kế hoạch.txt'.normalize('NFD')), 'b');
    expect(await paths(folder)).toEqual(['kế hoạch.txt', 'tinh/a.txt']);
  });

  test('an empty and a missing folder are errors that say what to do', async () => {
    await expect(loadCorpus(folder)).rejects.toMatchObject({
      name: 'CorpusFolderError',
      hint: expect.stringContaining('CORPUS_DIR'),
    });
    await expect(loadCorpus(join(folder, 'khong'))).rejects.toMatchObject({ name: 'CorpusFolderError' });
  });

  test.each([
    [
      'themes.yml',
      '- { id: a, name: Một, english: One }\n- { id: B b, name: Hai, english: Two }\n',
      2,
      /id/u,
    ],
    ['themes.yml', '- id: a\n  name: Một\n', 1, /english/u],
    ['agencies.yml', '- name: "A\n', 2, /quote/u],
    ['agencies.yml', '- { name: Ủy ban }\n- { name: Uỷ ban }\n', null, /twice/u],
    ['agencies.yml', '- { name: A, replaces: { since: 2025, agencies: [B] } }\n', 1, /since/u],
    ['agencies.yml', "- { name: A, replaces: { since: '2025', agencies: [B] } }\n", null, /not in the list/u],
    [
      'agencies.yml',
      "- { name: A, replaces: { since: '2025', agencies: [B] } }\n- { name: B, replaces: { since: '2026', agencies: [A] } }\n",
      null,
      /replacing itself/u,
    ],
    [
      'agencies.yml',
      "- { name: A, replaces: { since: '2025', agencies: [C] } }\n- { name: B, replaces: { since: '2026', agencies: [C] } }\n- { name: C }\n",
      null,
      /twice/u,
    ],
    ['events.yml', "- { on: '17/11/2022', name: Ban hành, english: Issued }\n", 1, /on/u],
    ['document-types.yml', '[]\n', 1, /./u],
  ])('a fault in %s names file and line', async (name, content, line, reason) => {
    await cp(CORPUS, folder, { recursive: true });
    await writeFile(join(folder, 'vocabularies', name), content);
    await expect(loadCorpus(folder)).rejects.toMatchObject({
      name: 'CorpusFileError',
      file: join(folder, 'vocabularies', name),
      line,
      message: expect.stringMatching(reason),
    });
  });

  test.each([
    ['access: public\nnumber: -3\n', 2],
    ['access: everyone\n', 1],
    ['acces: public\n', 1],
    ['issuedOn: 2023-02-30\n', 1],
  ])('declared facts %j are refused at line %d', async (content, line) => {
    await writeFile(join(folder, 'a.yml'), content);
    await expect(loadDeclaredFacts(join(folder, 'a.yml'))).rejects.toMatchObject({ line });
  });

  test.each([
    ['NFD', 'NFC'],
    ['NFC', 'NFD'],
    ['NFD', 'NFD'],
    ['NFC', 'NFC'],
  ])(
    'declared facts belong to their document: its name in %s, theirs in %s',
    async (document, declaration) => {
      await mkdir(join(folder, 'Bến Tre'.normalize(document)));
      await mkdir(join(folder, 'Bến Tre'.normalize(declaration)), { recursive: true });
      const at = (form: string, name: string) =>
        join(folder, 'Bến Tre'.normalize(document), name.normalize(form));
      await writeFile(at(document, 'Kế hoạch số 7.txt'), 'a');
      await writeFile(at(declaration, 'Kế hoạch số 7.yml'), 'access: internal');
      const { entries, faults } = await loadCorpus(folder);
      expect(faults).toEqual([]);
      expect(entries).toHaveLength(1);
      expect(await loadDeclaredFacts(entries[0]?.declarationPath ?? null)).toEqual({ access: 'internal' });
      const beside = await declarationBeside(at(document, 'Kế hoạch số 7.txt'));
      expect(await loadDeclaredFacts(beside)).toEqual({ access: 'internal' });
    },
  );

  test('files whose names are one in NFC are refused, all of them; so are declarations', async () => {
    for (const form of ['NFC', 'NFD']) {
      await writeFile(join(folder, 'Bản số 1.txt'.normalize(form)), form);
      await writeFile(join(folder, 'Bản số 2.yml'.normalize(form)), 'access: public');
    }
    await writeFile(join(folder, 'Bản số 2.txt'), 'b');
    await writeFile(join(folder, 'c.txt'), 'c');
    const { entries, faults } = await loadCorpus(folder);
    expect(entries.map(({ path }) => path)).toEqual(['c.txt']);
    expect(faults.map(({ path }) => path)).toEqual(['Bản số 1.txt', 'Bản số 2.txt']);
  });

  test('declared facts of no document hold back their folder, and no other', async () => {
    await mkdir(join(folder, 'tinh'));
    for (const name of ['tinh/a.txt', 'tinh/b.txt', 'c.txt']) await writeFile(join(folder, name), name);
    await writeFile(join(folder, 'tinh/x.yml'), 'access: internal');
    const { entries, faults } = await loadCorpus(folder);
    expect(faults).toMatchObject([{ path: 'tinh/x.yml' }]);
    expect(entries.map(({ path, heldBack }) => [path, heldBack !== null])).toEqual([
      ['c.txt', false],
      ['tinh/a.txt', true],
      ['tinh/b.txt', true],
    ]);
    expect(entries[1]?.heldBack).toContain('tinh/x.yml');
  });

  test('names that are no UTF-8, links and pipes are refused with a reason, and stop nothing', async () => {
    await writeFile(
      Buffer.concat([Buffer.from(`${folder}/K`), Buffer.from([0xe9]), Buffer.from(' 1.txt')]),
      'a',
    );
    await writeFile(join(folder, 'b.txt'), 'b');
    await symlink(join(folder, 'b.txt'), join(folder, 'lien-ket.txt'));
    await symlink(tmpdir(), join(folder, 'thu-muc'));
    execFileSync('mkfifo', [join(folder, 'ong.txt')]);
    const { entries, faults } = await loadCorpus(folder);
    expect(entries.map(({ path }) => path)).toEqual(['b.txt']);
    expect(faults.map(({ path }) => path)).toEqual(['K\\xe9 1.txt', 'lien-ket.txt', 'ong.txt', 'thu-muc']);
    expect(faults.map(({ reason }) => reason).join(' ')).toMatch(/UTF-8.*link.*pipe.*link/u);
  });
});
