/** A plan of an invented province, as long as it is asked to be: a numbered part for every forty pieces of work. */
export function longDocument(bytes: number): string {
  const lines = [
    'ỦY BAN NHÂN DÂN TỈNH HOA LƯ',
    'Số: 77/KH-UBND',
    'Hoa Lư, ngày 02 tháng 3 năm 2024',
    'KẾ HOẠCH',
    'Tổng thể công tác dân vận',
    '',
  ];
  let size = 0;
  for (let i = 0; size < bytes; i++) {
    if (i % 40 === 0) lines.push(`${i / 40 + 1}. Nội dung phần ${i / 40 + 1}`);
    const line = `- Tổ chức công tác dân vận chính quyền năm ${2000 + (i % 30)}, phát huy quyền làm chủ của nhân dân, nâng cao chất lượng phong trào thi đua “Dân vận khéo” trên các lĩnh vực, số liệu ${i}.`;
    lines.push(line);
    size += Buffer.byteLength(line);
  }
  return lines.join('\n');
}

/** What is declared of it: anybody may read it. */
export const LONG_DOCUMENT_FACTS = 'access: public\n';
