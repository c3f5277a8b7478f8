import { err, ok, type Result } from '@/lib/errors'
import { MIN_PASSWORD_CHARACTERS } from './sign-in-schema'

/** Characters that must remain when everything that a guesser tries first has been taken out. */
const MIN_UNPREDICTABLE = 6
const MIN_DIFFERENT = 5

/** Words that lists of leaked passwords begin with, this product's own, and seasons and months of the year. */
const COMMON_WORDS = [
  'password passwort passwd pass secret changeme letmein welcome login qwerty qwertz azerty asdfgh zxcvbn',
  'administrator admin administrador root user test demo guest default temporary server console mailroot xmail',
  'postmaster webmaster hostmaster email mail iloveyou monkey dragon master football baseball sunshine princess',
  'spring summer autumn winter january february march april june july august september october november december',
]
  .join(' ')
  .split(' ')

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
]

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
}

/**
 * Refuses a password that would be among the first guesses: short, few different characters, or made of common words,
 * runs of the keyboard, years and the person's own name. Error: PASSWORD_TOO_WEAK, beside `password`.
 */
export function checkPassword(password: string, person: { name: string; email: string }): Result<null> {
  const weak =
    [...password].length < MIN_PASSWORD_CHARACTERS ||
    new Set(password).size < MIN_DIFFERENT ||
    repeats(password) ||
    unpredictable(password, person) < MIN_UNPREDICTABLE
  return weak ? err('PASSWORD_TOO_WEAK', undefined, 'password') : ok(null)
}

/** Whether the text is one piece, again and again. */
function repeats(text: string): boolean {
  return /^(.+?)\1+.?$/u.test(text)
}

/** How many characters are left without what is guessed first. The better of the two readings is the guesser's. */
function unpredictable(password: string, person: { name: string; email: string }): number {
  const plain = password.toLowerCase()
  const readable = [...plain].map((char) => LOOK_ALIKES[char] ?? char).join('')
  const own = `${person.name} ${person.email}`.toLowerCase().split(/[\s@._+-]+/)
  const words = [...COMMON_WORDS, ...own.filter((word) => word.length > 2)].sort(
    (a, b) => b.length - a.length,
  )
  return Math.min(...[plain, readable].map((text) => withoutRuns(withoutWords(text, words)).length))
}

function withoutWords(text: string, words: readonly string[]): string {
  let rest = text
  for (const word of words) rest = rest.replaceAll(word, '')
  return rest.replaceAll(/(19|20)\d\d/g, '')
}

/** Takes out runs of three and more along the alphabet, the digits or a row of keys, either way, and repetitions. */
function withoutRuns(text: string): string {
  const steps = RUNS.flatMap((run) => [run, [...run].reverse().join('')])
  const follows = (a: string, b: string) => a === b || steps.some((run) => run.includes(a + b))
  const chars = [...text]
  const kept: string[] = []
  let start = 0
  for (let i = 1; i <= chars.length; i++) {
    if (i < chars.length && follows(chars[i - 1] ?? '', chars[i] ?? '')) continue
    const run = chars.slice(start, i)
    kept.push(...(run.length >= 3 ? run.slice(0, 1) : run))
    start = i
  }
  return kept.join('')
}
