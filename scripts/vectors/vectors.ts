// `npm run vectors -- FILE…`: holds the policy engine against files of measurements (test/vectors/README.md), and prints
// `N passed, N failed` with the first differences. Fails on one difference.
import { checkVectors, type Outcome } from './check-vectors'
import { readVectors } from './read-vectors'

const DEFAULT_FILES = ['test/vectors/decisions.json', 'test/vectors/decisions-dns.json']
const SHOWN_DIFFERENCES = 10

function main(): void {
  const files = process.argv.slice(2)
  let passed = 0
  const failed: Outcome[] = []
  for (const file of files.length > 0 ? files : DEFAULT_FILES) {
    const outcomes = Array.from(checkVectors(readVectors(file)))
    const bad = outcomes.filter(({ differences }) => differences.length > 0)
    print(`${file}: ${outcomes.length - bad.length} passed, ${bad.length} failed`)
    for (const outcome of bad.slice(0, Math.max(0, SHOWN_DIFFERENCES - failed.length))) printFailure(outcome)
    passed += outcomes.length - bad.length
    failed.push(...bad)
  }
  print(`${passed} passed, ${failed.length} failed`)
  if (failed.length > 0) process.exitCode = 1
}

function printFailure({ label, differences, on }: Outcome): void {
  print(`  ${label}`)
  for (const difference of differences) print(`    ${difference}`)
  print(`    on ${JSON.stringify(on)}`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

try {
  main()
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`)
  process.exitCode = 2
}
