import type { CommandName, SmtpAnswer } from '@/lib/xmail/policy'

/** What was measured or decided, name by name. Null and missing are the same: there was no such answer. */
export type Result = Readonly<Record<string, unknown>>

/** A session in the form of the vectors (test/vectors/README.md). */
export function smtpResult({ exchange }: SmtpAnswer): Result {
  const find = (command: CommandName) => exchange.find((each) => each.command === command)
  const mail = find('mail')
  return {
    greeting: shownGreeting(find('connect')?.reply),
    offers: find('ehlo')?.offers?.filter(isMeasured).map(withoutNumber),
    starttls: find('starttls')?.reply?.slice(0, 3),
    auth: find('auth')?.reply,
    vrfy: find('vrfy')?.reply?.slice(0, 3),
    mail: mail?.reply,
    delaySeconds: mail?.delaySeconds,
    rcpt: find('rcpt')?.reply,
  }
}

/** What every server offers always was left out of the measurements. */
function isMeasured(offer: string): boolean {
  return offer !== '8BITMIME' && offer !== 'PIPELINING'
}

function withoutNumber(offer: string): string {
  return offer.replace(/^SIZE .*/, 'SIZE')
}

/** An accepted client hears names and times, which are no part of a measurement. */
export function shownGreeting(reply: string | null | undefined): string | null {
  return reply?.replace(/^(220|\+OK) .*/s, '$1') ?? null
}

/** What is not as expected. Names that the expectation does not have are not compared, where it was silent about waits. */
export function compareResults(expected: Result, found: Result): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)])
  const differences: string[] = []
  for (const name of names) {
    if (name === 'delaySeconds' || name === 'offers') {
      if (expected[name] === undefined) continue
    }
    const [wanted, got] = [shown(expected[name]), shown(found[name])]
    if (wanted !== got) differences.push(`${name}: measured ${wanted}, decided ${got}`)
  }
  return differences
}

function shown(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value)
}
