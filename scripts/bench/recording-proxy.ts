import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sent } from './timing.ts';

/** Stands between a portal and the engine, and writes down what the portal asks. */
export interface RecordingProxy {
  readonly url: string;
  /** What was asked since the last call. */
  take(): Sent[];
  stop(): void;
}

/** Starts a proxy before the engine at `target`, on loopback. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let recorded: Sent[] = [];
  const server = createServer(async (incoming, answer) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const { host: _, connection: __, ...headers } = incoming.headers as Record<string, string>;
    const url = new URL(incoming.url ?? '/', target).href;
    const method = incoming.method ?? 'GET';
    recorded.push({ method, url, headers, body });
    const sent = request(url, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    sent.once('error', () => answer.destroy());
    sent.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
