import { mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<unknown>
}

let built: Promise<string> | null = null

/**
 * The console that dies, as one file of JavaScript: its path. It is started hundreds of times, and by tsx each start would
 * take as long as ten runs. esbuild is tsx's own.
 */
export function buildConsole(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const esbuild = createRequire(resolve('tsx'))('esbuild') as Esbuild
  // Inside the project, so that its packages are found from there.
  mkdirSync(join(ROOT, '.test'), { recursive: true })
  const outfile = join(ROOT, '.test', `killed-console-${process.pid}.mjs`)
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, 'killed-console.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    // Throws outside of a server's bundle, which this is in all but name.
    alias: { 'server-only': join(ROOT, 'node_modules', 'server-only', 'empty.js') },
  })
  process.once('exit', () => rmSync(outfile, { force: true }))
  return outfile
}
