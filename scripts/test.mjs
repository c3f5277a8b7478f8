// `npm test`: installs what is missing and runs everything, in the order of cheapest first. Ends by printing
// "N passed, N failed" alone on a line.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, ROOT, requireNode } from './steps/prepare.mjs'
import { run } from './steps/run.mjs'
import { say, step } from './steps/say.mjs'
import { ensureTools } from './steps/tools.mjs'

const REPORTS = join(ROOT, '.test')
const bin = (...parts) => join(ROOT, 'node_modules', ...parts)
const totals = { passed: 0, failed: 0 }

requireNode()
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })
await ensurePackages()
await ensureTools()

await check('Types of the routes', [bin('next', 'dist', 'bin', 'next'), 'typegen'])
await check('Types', [bin('typescript', 'bin', 'tsc'), '--noEmit'])
await check('Lint', [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.'])
await check('Rooms', [join(ROOT, 'scripts', 'check-rooms.mjs')])
await suite(
  'Unit, contract and property tests',
  [
    bin('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(REPORTS, 'unit.json')}`,
  ],
  readVitest,
)
await check('Faults while changes are applied', [
  '--conditions=react-server',
  '--import',
  'tsx',
  join(ROOT, 'test', 'faults', 'faults.ts'),
  '--runs',
  '52',
])
await ensureBuild()
await suite('End to end in a browser', [bin('@playwright', 'test', 'cli.js'), 'test'], readPlaywright)

say('')
say(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 ? 0 : 1)

/** A step that is right or wrong as a whole: it counts as one. */
async function check(name, args) {
  const failure = await attempt(name, args)
  totals[failure ? 'failed' : 'passed']++
}

/** A step that counts its own tests in a report. Without a report, the step itself has failed. */
async function suite(name, args, readReport) {
  const failure = await attempt(name, args)
  const counted = readReport()
  totals.passed += counted.passed
  totals.failed += counted.failed
  if (failure && counted.failed === 0) totals.failed++
  if (counted.passed + counted.failed === 0) {
    say(`    no test was run`)
    totals.failed++
  }
}

async function attempt(name, args) {
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(REPORTS, 'e2e.json'),
    CI: process.env.CI ?? '1',
  }
  try {
    await step(name, () => run(process.execPath, args, { cwd: ROOT, env }))
    return null
  } catch (error) {
    say(error.output ?? error.message)
    return error
  }
}

function readVitest() {
  const report = readJson('unit.json')
  if (!report) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests } = report
  // A file that could not even be loaded has no tests of its own and must not vanish.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles }
}

function readPlaywright() {
  const report = readJson('e2e.json')
  if (!report) return { passed: 0, failed: 0 }
  return {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky + report.errors.length,
  }
}

function readJson(name) {
  const path = join(REPORTS, name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}
