// Runs the import rules over the project and over the planted violations. Fails when the project breaks a rule, when
// suspiciously few modules were looked at, and when a planted violation is not found.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const depcruise = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`
const MIN_MODULES = 50
const PLANTED = ['xmail-room', 'mailroot-room', 'components-room']

function cruise(cwd, folders) {
  const present = folders.filter((folder) => existsSync(`${cwd}/${folder}`))
  const args = [
    depcruise,
    '--config',
    `${root}.dependency-cruiser.cjs`,
    '--ts-config',
    `${root}tsconfig.json`,
    '--output-type',
    'json',
    ...present,
  ]
  const run = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${run.stderr || run.stdout}`)
  return JSON.parse(run.stdout).summary
}

const project = cruise(root, ['app', 'bin', 'cli', 'components', 'lib'])
for (const { rule, from, to } of project.violations)
  console.error(`${rule.name}: ${from} may not import ${to}`)
if (project.totalCruised < MIN_MODULES) {
  console.error(`only ${project.totalCruised} modules were looked at; the check itself is broken`)
  process.exit(1)
}

const planted = cruise(`${root}test/fixtures/planted`, ['lib', 'components'])
const missed = PLANTED.filter((name) => !planted.violations.some((violation) => violation.rule.name === name))
for (const name of missed)
  console.error(`the planted violation of ${name} was not found; the check itself is broken`)

if (project.violations.length > 0 || missed.length > 0) process.exit(1)
console.log(
  `rooms: ${project.totalCruised} modules keep the import rules; ${PLANTED.length} planted violations were found`,
)
