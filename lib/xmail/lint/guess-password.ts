/** Passwords of XMail's own samples and documentation, and of sample MailRoots that people copy (semantics.md 7.1). */
const EXAMPLES = new Set([
  'xmail',
  'xmailserver',
  'foo',
  'bar',
  'foobar',
  'test',
  'example',
  'sample',
  'secret',
])

/** What lists of leaked passwords begin with. */
const COMMON = new Set(
  (
    'password passwort passwd passw0rd p@ssw0rd admin administrator root postmaster webmaster mail email smtp ' +
    'changeme changeit default letmein welcome login guest user master server qwerty qwertz azerty asdfgh abc123 ' +
    '123456 1234567 12345678 123456789 1234567890 111111 000000 654321 iloveyou dragon monkey'
  ).split(' '),
)

const LEAST_CHARACTERS = 8
const LEAST_DIFFERENT = 4

export type PasswordWeakness = 'empty' | 'example' | 'common' | 'is-name' | 'short' | 'repeated'

/** Why a stranger would guess a password at once; null: they would not. `password` must not go anywhere from here. */
export function guessPassword(password: string, user: string): PasswordWeakness | null {
  if (password === '') return 'empty'
  const lower = password.toLowerCase()
  if (EXAMPLES.has(lower)) return 'example'
  if (COMMON.has(lower)) return 'common'
  const [name = ''] = user.toLowerCase().split('@')
  if (lower === user.toLowerCase() || (name.length > 2 && lower.replace(/\d{0,4}$/, '') === name))
    return 'is-name'
  if (password.length < LEAST_CHARACTERS) return 'short'
  return new Set(password).size < LEAST_DIFFERENT ? 'repeated' : null
}
