import type { Timing } from './measure'

export function printTitle(text: string): void {
  process.stdout.write(`\n${text}\n${'-'.repeat(text.length)}\n`)
}

/** One line: what, the median, the spread, and whatever else is to be seen with it. */
export function printTiming(what: string, { medianMs, minMs, maxMs, runs }: Timing, note = ''): void {
  const spread = runs > 1 ? `${ms(minMs)} to ${ms(maxMs)}, ${runs} runs` : '1 run'
  print(`  ${what.padEnd(44)} ${ms(medianMs).padStart(10)}   (${spread})${note && `   ${note}`}`)
}

/** What was to be reached, and whether it was. */
export function printTarget(what: string, found: string, reached: boolean): void {
  print(`  ${reached ? 'reached' : 'MISSED '}  ${what}: ${found}`)
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function ms(value: number): string {
  return value >= 100 ? `${Math.round(value).toLocaleString('en')} ms` : `${value.toFixed(1)} ms`
}
