import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      '@': root.replace(/\/$/, ''),
      // server-only throws outside of a server bundle; under test there is none.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ['lib', 'components', 'cli', 'test', 'scripts'].map((room) => `${room}/**/*.test.ts`),
    exclude: ['test/peer/**', 'node_modules/**', 'test/fixtures/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
