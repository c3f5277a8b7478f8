import { defineConfig } from 'vitest/config'
import base from './vitest.config'

/** The tests that need a real XMail 1.27 (XMAIL_HOME). Files run one after another: each starts a server of its own. */
export default defineConfig({
  ...base,
  test: {
    include: ['test/peer/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
