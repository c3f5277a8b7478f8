import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'

/** The 22 files of a snapshot as a small server has them: none missing, a screenful each. Path to latin-1 text. */
export function sampleFiles(): ReadonlyMap<string, string> {
  return new Map(SNAPSHOT_PATHS.map((path) => [path, SPECIAL[path] ?? textOf(path)]))
}

/** These decide whether the server that is measured works at all. */
const SPECIAL: Readonly<Record<string, string>> = {
  'server.tab': ['RootDomain', 'SmtpServerDomain', 'POP3Domain', 'HeloDomain']
    .map((name) => `"${name}"\t"xmailserver.test"\n`)
    .join(''),
  'ctrlaccounts.tab': '"admin"\t"160006170011"\n',
  'domains.tab': '"xmailserver.test"\n',
  'aliasdomain.tab': '"alias.test"\t"xmailserver.test"\n',
}

function textOf(path: string): string {
  const isGate = path.endsWith('.ipmap.tab')
  const rows = Array.from({ length: 20 }, (_, i) =>
    isGate
      ? `"198.51.100.${i}"\t"255.255.255.255"\t"DENY"\t${i + 1}`
      : `"198.51.100.${i}"\t"255.255.255.255"`,
  )
  return `# ${path}\n${rows.join('\n')}\n`
}
