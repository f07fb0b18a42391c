import type { Language } from '../labels/language.ts';

/** An answer instead of the one that was asked for. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What title and detail are written in. */
  readonly language: Language;
}

/**
 * A refusal as it is sent where no page can be made: as problem details (RFC 9457) for programs, as a plain page for
 * people. Nothing of the request stands in it.
 */
export function plainRefusal(
  pathname: string,
  { status, title, detail, language }: Refusal,
): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const forPrograms = pathname.startsWith('/api/');
  return {
    body: forPrograms
      ? JSON.stringify({ type: 'about:blank', status, title, detail })
      : `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${detail}</p></html>`,
    headers: {
      'Content-Type': forPrograms ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
    },
  };
}
