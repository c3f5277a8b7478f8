import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/server/i18n.ts')

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['libsql', 'ssh2', 'ssh2-sftp-client', 'pino', 'better-auth'],
  experimental: {
    // A pasted list of 100,000 networks is about 2 MB; 10 MB is refused by our own words, so let it arrive.
    serverActions: { bodySizeLimit: '12mb' },
  },
}

export default withNextIntl(config)
