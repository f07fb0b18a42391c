/**
 * The built portal as a process: what Astro built, with its answers packed (gzip, Brotli) for whoever takes them so.
 * HOST and PORT say where it listens; the engine is as in `src/configuration.ts`. People start it by `npm start`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import { checkSignInIsPrivate, readConfiguration } from '../src/configuration.ts';
import { tellFailure } from '../src/failure.ts';
import { openFront } from '../src/web/front.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

// Astro's own server would start by being imported, and packs nothing
process.env.ASTRO_NODE_AUTOSTART = 'disabled';
const BUILT = '../dist/server/entry.mjs';
const { handler } = (await import(BUILT)) as {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
};

/** Of eleven: a page of 200 kB takes 3 ms as it does at the usual 4, and is an eighth smaller. */
const BROTLI_QUALITY = 6;

const pack = compression({
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  // what is streamed, files and lines, begins at once and at the pace of its reader (src/web/back-pressure.ts)
  filter: (request, response) =>
    !response.hasHeader('content-disposition') &&
    !String(response.getHeader('content-type')).startsWith('application/jsonl') &&
    compression.filter(request, response),
}) as unknown as Handler; // typed for express, made for Node's own server as well

/** A form is sent within this time, head and all; what drips in slower holds a connection for nothing. Milliseconds. */
const REQUEST_MS = 30_000;

try {
  const configuration = readConfiguration();
  checkSignInIsPrivate(configuration);
  const { portalUrl, trustedProxies } = configuration;
  if (portalUrl?.startsWith('https:') && trustedProxies.length === 0)
    console.error(
      'TRUSTED_PROXIES is not set: to limits and logs, all readers have the address of the proxy. On this machine it is 127.0.0.1,::1.',
    );
  const front = openFront(configuration);
  const server = createServer((request, response) => {
    front(request, response)
      .then((passes) => passes && pack(request, response, () => handler(request, response)))
      .catch((error: unknown) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
  });
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  server.listen(configuration.port, configuration.host);
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
