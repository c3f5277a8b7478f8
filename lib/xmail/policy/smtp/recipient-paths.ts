import { lowerAscii } from '../accounts/lookup-table'

/** The file that makes an address run a command. Wherever it exists, nothing else is asked about a recipient. */
export function commandAliasPath(domain: string, name: string): string {
  return lowerAscii(`cmdaliases/${domain}/${name}.tab`)
}

/**
 * The files of custdomains that would make a domain a custom one, in the order in which XMail looks: the whole name, each
 * part from a dot on, and last `.tab`, which makes every domain one (semantics.md 3).
 */
export function customDomainPaths(domain: string): string[] {
  const name = lowerAscii(domain)
  const paths: string[] = []
  for (let at = 0; at >= 0; at = name.indexOf('.', at + 1)) paths.push(`custdomains/${name.slice(at)}.tab`)
  return [...paths, 'custdomains/.tab']
}
