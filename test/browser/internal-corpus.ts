import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CORPUS = join(import.meta.dirname, '../../corpus');

/** A document that only those see who signed in; its word is in no other. */
export const INTERNAL = {
  word: 'zznoibo',
  number: '4711-CT/ZZTU',
  title: 'dân vận zznoibo',
  file: 'noi-bo/chi-thi.txt',
  text: `TỈNH ỦY CẦN THƠ
*
Số 4711-CT/ZZTU                         Cần Thơ, ngày 2 tháng 3 năm 2024

CHỈ THỊ
về dân vận zznoibo

I. NHIỆM VỤ
- Ban Dân vận chủ trì vận động đồng bào hiến đất làm đường zznoibo (hoàn thành trong năm 2025).
`,
} as const;

/** The corpus of the project with the internal document in it. */
export async function fillWithInternal(folder: string): Promise<void> {
  await cp(CORPUS, folder, { recursive: true });
  const file = join(folder, 'documents', INTERNAL.file);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, INTERNAL.text);
  await writeFile(file.replace(/\.txt$/u, '.yml'), 'access: internal\n');
}
