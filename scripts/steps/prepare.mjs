// What the demo and the test command both need first: the right Node, the packages, a production build.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'
import { giveUp, step } from './say.mjs'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MIN_NODE = [20, 9]
const BUILT_FROM = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'next.config.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'postcss.config.mjs',
  'package-lock.json',
]

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) return
  giveUp(`This needs Node ${MIN_NODE.join('.')} or newer. This is Node ${process.versions.node}.`)
}

/**
 * Installs the packages of the lockfile when they are missing or when it has changed since. Not by `npm ci`: it refuses
 * a lockfile that names no packages for other systems, and a registry mirror need not have those.
 */
export async function ensurePackages() {
  const stamp = join(ROOT, 'node_modules', '.mailroot-lock-hash')
  const hash = hashFiles(['package-lock.json', 'package.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  await step('Installing packages', () =>
    run(npm, ['install', '--no-save', '--no-audit', '--no-fund'], {
      cwd: ROOT,
      shell: process.platform === 'win32',
    }),
  ).catch((error) =>
    giveUp(
      error.code === 'ENOENT'
        ? 'npm was not found. It comes with Node.'
        : 'The packages could not be installed. Is there a network and an npm registry?',
      error.output ?? error.message,
    ),
  )
  writeFileSync(stamp, hash)
}

/** Builds for production when there is no build of just these sources. */
export async function ensureBuild() {
  const stamp = join(ROOT, '.next', 'mailroot-source-hash')
  const hash = hashFiles(BUILT_FROM)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await step('Building the console', () =>
    run(process.execPath, [join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    }),
  ).catch((error) => giveUp('The console could not be built.', error.output ?? error.message))
  mkdirSync(join(ROOT, '.next'), { recursive: true })
  writeFileSync(stamp, hash)
}

function hashFiles(paths) {
  const hash = createHash('sha256')
  for (const path of paths) addToHash(hash, path)
  return hash.digest('hex')
}

function addToHash(hash, path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addToHash(hash, join(path, name))
    return
  }
  hash.update(path).update('\0').update(readFileSync(full)).update('\0')
}
