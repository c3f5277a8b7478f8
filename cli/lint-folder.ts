import { type Finding, lintMailRoot, SEVERITIES } from '@/lib/xmail/lint'
import { parseAddress } from '@/lib/xmail/net'
import { readArguments, usage } from './read-arguments'
import { readCertificate } from './read-certificate'
import { readMailRoot } from './read-mail-root'
import type { Outcome } from './run-command'
import { tell } from './words'

/** `mailroot lint DIR`. */
export async function lintFolder(args: readonly string[], nowMs: number): Promise<Outcome> {
  const read = readArguments(args, { least: 'string', own: 'string' }, 1)
  if (!read.ok) return read
  const { values, asJson } = read
  const [folder = ''] = read.folders
  const least = SEVERITIES.findIndex((severity) => severity === (values.get('least') ?? 'notice'))
  if (least < 0) return usage(`--least is one of ${SEVERITIES.join(', ')}`)
  const own = values.get('own')
  const ownAddress = own === undefined ? null : parseAddress(own)
  if (ownAddress?.ok === false) return ownAddress
  const files = await readMailRoot(folder)
  if (!files.ok) return files
  const options = {
    nowMs,
    ownAddress: ownAddress?.value ?? null,
    certificate: await readCertificate(folder, nowMs),
  }
  const findings = lintMailRoot(files.value, options).filter(
    ({ severity }) => SEVERITIES.indexOf(severity) <= least,
  )
  const json = findings.map((finding) => ({ ...finding, words: wordsOf(finding) }))
  return { ok: true, asJson, value: { text: textOf(findings), json, found: findings.length > 0 } }
}

function textOf(findings: readonly Finding[]): string {
  const counts = SEVERITIES.map((each) => {
    const count = findings.filter(({ severity }) => severity === each).length
    return `${count} ${tell(`findings.severity.${each}`).toLowerCase()}`
  })
  return [...findings.map(paragraphOf), counts.join(', ')].join('\n\n')
}

function paragraphOf(finding: Finding): string {
  const { title, really, remedy } = wordsOf(finding)
  const { path, line, severity, rule, fix } = finding
  const place = line === null ? path : `${path}:${line}`
  const weight = tell(`findings.severity.${severity}`).toLowerCase()
  return [
    `${place}: ${weight}: ${title} [${rule}]`,
    `    ${really}`,
    `    ${remedy}${fix ? ' (The console can do it.)' : ''}`,
  ].join('\n')
}

function wordsOf({ rule, details }: Finding) {
  const say = (part: string) => tell(`findings.rules.${rule}.${part}`, details)
  return { title: say('title'), really: say('really'), remedy: say('remedy') }
}
