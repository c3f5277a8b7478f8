import { type Answer, exactly, listFile, listRows, refuse, type Verb, type VerbCall } from './answer'
import { checkDomainName } from './names'

const FOLDER = 'custdomains'
const SUFFIX = '.tab'

async function getCustomDomain({ root, args: [domain = ''] }: VerbCall): Promise<Answer> {
  const text =
    checkDomainName(domain) === 0 ? await root.readText(`${FOLDER}/${domain.toLowerCase()}${SUFFIX}`) : null
  return text === null ? refuse('NOT_A_CUSTOM_DOMAIN') : listFile(text)
}

async function setCustomDomain({ root, args: [domain = ''] }: VerbCall): Promise<Answer> {
  const code = checkDomainName(domain)
  if (code !== 0) return { kind: 'code', code }
  const path = `${FOLDER}/${domain.toLowerCase()}${SUFFIX}`
  const commit = async (text: string) => {
    if (text !== '') return root.writeText(path, text)
    await root.removeFile(path)
    return 0
  }
  return { kind: 'upload', commit }
}

async function listCustomDomains({ root }: VerbCall): Promise<Answer> {
  const files = (await root.listFiles(FOLDER)) ?? []
  return listRows(files.map(({ name }) => [name.replace(/\.[^.]*$/, '')]))
}

export const CUSTOM_DOMAIN_VERBS: Readonly<Record<string, Verb>> = {
  custdomget: { takes: exactly(1), run: getCustomDomain },
  custdomset: { takes: exactly(1), run: setCustomDomain },
  custdomlist: { takes: exactly(0), run: listCustomDomains },
}
