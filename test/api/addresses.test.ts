import { expect, test } from 'vitest';
import { startOwnPortal } from '../../scripts/own-portal.ts';
import { Office } from './address-life.ts';

test('an address that the public was given answers for ever, with its document or that it was withdrawn', async () => {
  const office = new Office({ papers: 40, runs: 6, seed: 20_311 });
  const portal = await startOwnPortal((corpusDir) => office.open(corpusDir));
  try {
    const { addresses, faults } = await office.live(portal);
    expect(faults).toEqual([]);
    expect(addresses).toBeGreaterThan(30);
    // what nobody was given is not there
    expect((await fetch(`${portal.address}/api/documents/1-kh-khong-co`)).status).toBe(404);
    expect((await fetch(`${portal.address}/van-ban/1-kh-khong-co`)).status).toBe(404);
  } finally {
    await portal.stop();
  }
}, 300_000);
