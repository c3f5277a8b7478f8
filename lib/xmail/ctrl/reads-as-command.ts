/** All that XMail 1.27 understands after login (semantics.md 8.5). */
const COMMANDS: ReadonlySet<string> = new Set(
  [
    'useradd userdel userpasswd uservars uservarsset userlist usergetmproc usersetmproc userauth userstat',
    'aliasadd aliasdel aliaslist exaliasadd exaliasdel exaliaslist mluseradd mluserdel mluserlist',
    'domainadd domaindel domainlist custdomget custdomset custdomlist poplnkadd poplnkdel poplnklist poplnkenable',
    'filelist cfgfileget cfgfileset frozlist frozsubmit frozdel frozgetlog frozgetmsg',
    'aliasdomainadd aliasdomaindel aliasdomainlist etrn noop quit',
  ].flatMap((names) => names.split(' ')),
)

/**
 * Whether XMail would do something if it took this line for a command, and not answer -00103 alone. Whatever stands
 * before the first letters is overlooked, a quotation mark too: a yes too many costs a round trip, a no too many would
 * run a line of a file.
 */
export function readsAsCommand(line: string): boolean {
  const word = /[a-z]+/i.exec(line)?.[0]
  return word !== undefined && COMMANDS.has(word.toLowerCase())
}
