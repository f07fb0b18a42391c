/**
 * Headers of every answer, of files as of pages. The content security policy of pages comes from astro.config.mjs.
 *
 * @param portalUrl with https, browsers are told to come by TLS alone from now on (RFC 6797)
 */
export function securityHeaders(portalUrl: string | undefined): readonly (readonly [string, string])[] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
    ...(portalUrl?.startsWith('https:') ? [['Strict-Transport-Security', 'max-age=31536000'] as const] : []),
  ];
}
