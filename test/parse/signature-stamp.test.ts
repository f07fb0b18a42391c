import { describe, expect, test } from 'vitest';
import { expectSound, parse } from './parsing.ts';

const document = (tail: readonly string[]) =>
  [
    'UBND TỈNH LAM SƠN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    '    SỞ XÂY DỰNG                     Độc lập - Tự do - Hạnh phúc',
    '    Số: 47/KH-SXD                  Lam Sơn, ngày 04 tháng 6 năm 2031',
    '',
    '                               KẾ HOẠCH',
    '                 Kiểm tra nhà chung cư năm 2031',
    '',
    '      I. NỘI DUNG',
    '      - Tổ chức kiểm tra tại các xã.',
    '      Trên đây là Kế hoạch của Sở Xây dựng./.',
    ...tail,
  ].join('\n');

describe('the stamp of a digital signature in the tail', () => {
  test('beside the recipients: no signer, and no part of an entry', async () => {
    const parsed = await parse(
      document([
        'Nơi nhận:                                           GIÁM ĐỐC',
        '- UBND tỉnh (b/c);                              Người ký: Sở',
        '- Lãnh đạo Sở;                                  Xây dựng',
        '- Các xã;                                       Email:',
        '                                                sxd@lamson.example',
        '- Lưu: VT.                                      Cơ quan: Tỉnh',
        '                                                Lam Sơn',
        '                                                Thời gian ký:',
        '                                                04.06.2031',
        '                                                15:38:28 +07:00',
      ]),
    );
    expectSound(parsed);
    const { signer, recipients, text, issuedOn } = parsed.record;
    expect(signer).toBeNull();
    expect(recipients).toEqual(['UBND tỉnh (b/c)', 'Lãnh đạo Sở', 'Các xã', 'Lưu: VT']);
    expect(issuedOn).toBe('2031-06-04');
    expect(text).toContain('sxd@lamson.example'); // nothing of the paper is lost
  });

  test('between the post and the name', async () => {
    const parsed = await parse(
      document([
        'Nơi nhận:                                        PHÓ GIÁM ĐỐC',
        '- Các trường học;                          Ký bởi: Sở Xây dựng',
        '- Lưu: VT.                                 Ngày ký: 04/06/2031',
        '                                           08:15:02 +07:00',
        '',
        '                                                 Lê Thị Mẫu',
      ]),
    );
    expectSound(parsed);
    expect(parsed.record.signer).toMatchObject({ name: 'Lê Thị Mẫu', position: 'Phó Giám đốc' });
    expect(parsed.record.recipients).toEqual(['Các trường học', 'Lưu: VT']);
  });
});
