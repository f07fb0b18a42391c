import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import proxyAddr from 'proxy-addr';

/** The header by which the server's front tells the pages who asks. What comes from outside under this name is dropped. */
export const CLIENT_HEADER = 'x-vanthu-client';

/**
 * Finds the address of the client (địa chỉ máy khách): that of the connection, or, where the connection is from a proxy
 * that is trusted, the nearest address before it that is not (X-Forwarded-For from the right).
 */
export function clientAddresses(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = proxyAddr.compile([...trustedProxies]);
  return (request) => {
    const told = proxyAddr(request, trusted);
    // what a proxy passed on that is no address is nobody's
    const address = isIP(told) ? told : (request.socket.remoteAddress ?? '');
    return address.replace(/^::ffff:(?=\d+\.)/u, '');
  };
}

/** What limits count by: an IPv4 address; of IPv6 the first 64 bits, as everybody has that many to choose from. */
export function limitKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
