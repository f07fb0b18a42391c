import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { revealingFiles } from './revealing-files.ts';

const CORPUS = join(import.meta.dirname, '../../corpus');

/** A public document that cites an internal one: what it cites must look as if it were not there. */
const PUBLIC = {
  'cao-bang/cong-van.txt': `TỈNH ỦY CAO BẰNG
VĂN PHÒNG
*
Số 12-CV/VPTU                         Cao Bằng, ngày 3 tháng 4 năm 2024

KẾ HOẠCH
triển khai Chỉ thị số 4711-CT/ZZTU, ngày 2/3/2024 của Tỉnh ủy

I. NHIỆM VỤ
- Văn phòng Tỉnh ủy chủ trì theo dõi việc thực hiện Chỉ thị số 4711-CT/ZZTU (hoàn thành trong năm 2025).
- Các ban xây dựng kế hoạch công tác dân vận.
`,
} as const;

/** Words, an agency, a theme, a number, a province and years that are in internal documents alone. */
export const ONLY_INTERNAL = {
  word: 'zznoibo',
  phrase: 'vầng trăng zzkín',
  agency: 'Sở Hoa Sen',
  theme: 'zz-bien-dao',
  themeName: 'Zzbiển đảo',
  number: '4711-CT/ZZTU',
  province: 'Cần Thơ',
  year: '2041',
} as const;

const INTERNAL = {
  'noi-bo/cung-so.txt': `TỈNH ỦY BÌNH THUẬN
BAN DÂN VẬN
*
Số 89-KH/BDVTU                         Bình Thuận, ngày 20 tháng 5 năm 2023

KẾ HOẠCH
thực hiện Chương trình hành động số 58-CTr/TU, ngày 30/3/2023 của Tỉnh ủy

I. NHIỆM VỤ

- Sở Hoa Sen chủ trì, phối hợp với Công an tỉnh xây dựng mô hình “Dân vận khéo” zznoibo (hoàn thành trong năm 2031).
- Sở Hoa Sen chủ trì tuyên truyền vầng trăng zzkín; Zzbiển đảo, vươn khơi zzkín (hoàn thành trước ngày 15/3/2041).
`,
  'noi-bo/chi-thi.txt': `TỈNH ỦY CẦN THƠ
*
Số 4711-CT/ZZTU                         Cần Thơ, ngày 2 tháng 3 năm 2024

CHỈ THỊ
về Zzbiển đảo và vầng trăng zzkín

I. NHIỆM VỤ
- Sở Hoa Sen chủ trì phát triển Zzbiển đảo hằng năm, đạt 77% số xã zznoibo.
- Ban Hoa Súng chủ trì, Sở Hoa Sen phối hợp thực hiện Kế hoạch số 89-KH/BDVTU, ngày 19/5/2023.
`,
  // words that are rare in public texts are common here, and the other way round
  'noi-bo/tan-suat.txt': `TỈNH ỦY CẦN THƠ
*
Số 4712-BC/ZZTU                         Cần Thơ, ngày 2 tháng 3 năm 2025

BÁO CÁO
tần suất

${Array.from({ length: 300 }, (_, i) => `- Dân vận khéo đồng bào tôn giáo hiến đất mở đường zzkín lần ${i}.`).join('\n')}
`,
} as const;

/** A theme that no public document has. */
const THEME = `- id: ${ONLY_INTERNAL.theme}
  name: ${ONLY_INTERNAL.themeName}
  english: Zz sea and islands
  terms:
    - { term: zzbiển đảo, weight: 50 }
`;

async function fill(folder: string, withInternal: boolean): Promise<void> {
  await cp(CORPUS, folder, { recursive: true });
  const themes = join(folder, 'vocabularies/themes.yml');
  await writeFile(themes, `${await readFile(themes, 'utf8')}${THEME}`);
  const write = async (documents: Readonly<Record<string, string | Uint8Array>>, access: string) => {
    for (const [path, text] of Object.entries(documents)) {
      const file = join(folder, 'documents', path);
      await cp(join(CORPUS, 'vocabularies/themes.yml'), file); // makes the folders
      await writeFile(file, text);
      await writeFile(file.replace(/\.[a-z]+$/u, '.yml'), `access: ${access}\n`);
    }
  };
  await write(PUBLIC, 'public');
  await write(await revealingFiles(), 'public');
  if (!withInternal) return;
  await write(INTERNAL, 'internal');
}

export const ACCOUNT = { username: 'phong-tonghop', password: 'hoa sen no muon 2026' } as const;

/** Two portals that are the same to the public: one has internal documents, too. */
export interface TwinPortals {
  readonly mixed: OwnPortal;
  readonly twin: OwnPortal;
  /** The internal documents of the first. */
  readonly internalIds: readonly string[];
  readonly stop: () => Promise<void>;
}

/** @param env variables of both */
export async function startTwinPortals(env: Readonly<Record<string, string>> = {}): Promise<TwinPortals> {
  const at = new Date('2026-11-20T02:00:00Z');
  const options = { now: () => at, env: { PORTAL_URL: 'http://localhost:4321', ...env } };
  const mixed = await startOwnPortal((folder) => fill(folder, true), options);
  const twin = await startOwnPortal((folder) => fill(folder, false), options);
  for (const { dataDir } of [mixed, twin]) {
    const accounts = await openAccounts({ dataDir, portalUrl: 'http://localhost:4321' });
    await accountOffice(accounts).add({ ...ACCOUNT, name: 'Phòng Tổng hợp', role: 'editor' });
    accounts.close();
  }
  const cookie = await signedIn(mixed.address);
  const answer = await fetch(`${mixed.address}/api/documents?access=internal&hitsPerPage=100`, {
    headers: { cookie },
  });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return {
    mixed,
    twin,
    internalIds: items.map(({ id }) => id),
    async stop() {
      await mixed.stop();
      await twin.stop();
    },
  };
}

/** Signs in, and gives the cookie that says so. */
export async function signedIn(
  portal: string,
  { username, password }: { readonly username: string; readonly password: string } = ACCOUNT,
): Promise<string> {
  const answer = await postForm(`${portal}/dang-nhap`, { username, password });
  if (answer.status !== 303) throw new Error(`The sign-in was answered with ${answer.status}.`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Sends a form as the portal's own pages do. */
export function postForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(url).origin, ...headers },
    body: new URLSearchParams(fields),
  });
}
