import { describe, expect, test } from 'vitest';
import { findSignatureStamps } from '../../src/grammar/signature-stamp.ts';

describe('the stamp of a digital signature', () => {
  test('labels, and values that go on over the lines below', () => {
    const lines = [
      'GIÁM ĐỐC',
      'Người ký: Sở',
      'Xây dựng',
      'Email: sxd@lamson.example',
      'Cơ quan: Tỉnh',
      'Lam Sơn',
      'Thời gian ký:',
      '04.06.2031',
      '09:12:44 +07:00',
      'Nguyễn Văn Mẫu',
    ];
    expect([...findSignatureStamps(lines)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('other words of other programs', () => {
    expect([...findSignatureStamps(['Ký bởi: Sở Y tế', 'Ngày ký: 03/02/2031', '08:15:02 +07:00'])]).toEqual([
      0, 1, 2,
    ]);
    expect([
      ...findSignatureStamps(['Signature Not Verified', 'Được ký bởi: UBND xã', 'Ngày ký: 1/2/2031']),
    ]).toEqual([0, 1, 2]);
  });

  test('must not match what an office writes itself', () => {
    const lines = [
      'Nơi nhận:',
      '- Cơ quan: Văn phòng;',
      'Email: vp@lamson.example',
      'Đơn vị: Phòng Tổng hợp',
      'Người ký tên đóng dấu',
    ];
    expect([...findSignatureStamps(lines)]).toEqual([]);
  });

  test('of nothing, nothing', () => {
    expect([...findSignatureStamps([])]).toEqual([]);
  });
});
