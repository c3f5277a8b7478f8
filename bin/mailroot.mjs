#!/usr/bin/env node
// `mailroot lint|explain|diff|assert`, from a clone: the sources are TypeScript, and tsx reads them as they are.
import { fileURLToPath } from 'node:url'

const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url))

try {
  const { register } = await import('tsx/esm/api')
  register({ tsconfig })
} catch {
  console.error('mailroot: tsx missing: run npm ci in the folder of the console first')
  process.exit(2)
}
const { main } = await import('../cli/main.ts')
await main()
