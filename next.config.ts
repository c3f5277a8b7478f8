import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/server/i18n.ts')

const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  // Ignored by browsers over plain HTTP, so it is right for both.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
]

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['libsql', 'ssh2', 'ssh2-sftp-client', 'pino', 'better-auth'],
  // In development Next would print what a form sends, passwords and private keys included.
  logging: { serverFunctions: false },
  // Asked for by browsers on whatever has no link to an icon, a download for one.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: false }],
  headers: async () => [{ source: '/:path*', headers: HEADERS }],
  experimental: {
    // A pasted list of 100,000 networks is about 2 MB; 10 MB is refused by our own words, so let it arrive.
    serverActions: { bodySizeLimit: '12mb' },
  },
}

export default withNextIntl(config)
